import { sha256 } from '../../../src/engine/sha256';

/** FIPS 180-2, appendix B.1. */
const OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('sha256', () => {
  it.each([
    ['by Web Crypto', globalThis.crypto.subtle],
    ['by plain code, where the page has no Web Crypto', null],
  ])('digests "abc" %s', async (_way, subtle) => {
    const digest = await sha256(new Uint8Array([97, 98, 99]), subtle);

    expect(Buffer.from(digest).toString('hex')).toBe(OF_ABC);
  });
});
