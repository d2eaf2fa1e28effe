import { unzipSync } from 'fflate';
import { pathsIn, writeCcx } from '../../../scripts/package/write-ccx';

const entries = [
  { path: 'manifest.json', bytes: Buffer.from('{}') },
  { path: 'icons/a@1x.png', bytes: Buffer.from([1, 2, 3]) },
  { path: 'empty.txt', bytes: Buffer.alloc(0) },
];

describe('writeCcx', () => {
  const ccx = writeCcx(entries);

  it('holds the files in their order and nothing for folders', () => {
    expect(pathsIn(ccx)).toEqual(['manifest.json', 'icons/a@1x.png', 'empty.txt']);
  });

  it('gives every byte back', () => {
    const unzipped = Object.entries(unzipSync(ccx)).map(([path, bytes]) => ({
      path,
      bytes: Buffer.from(bytes),
    }));

    expect(unzipped).toEqual(entries);
  });

  it('puts the manifest first in the file itself, not only in its directory', () => {
    const [signatureLength, nameOffset] = [4, 30];

    expect(Buffer.from(ccx).toString('latin1', 0, signatureLength)).toBe('PK\u0003\u0004');
    expect(Buffer.from(ccx).toString('latin1', nameOffset, nameOffset + 13)).toBe('manifest.json');
  });

  it('makes the same bytes at any time', () => {
    jest.useFakeTimers({ now: new Date(2031, 5, 5) });

    expect(writeCcx(entries)).toEqual(ccx);

    jest.useRealTimers();
  });

  it('refuses an order that a zip made from these names would not keep', () => {
    const numbered = [entries[0]!, { path: '1', bytes: Buffer.from('x') }];

    expect(() => writeCcx(numbered)).toThrow('was meant');
  });
});
