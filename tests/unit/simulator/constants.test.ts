import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as constants from '../../../simulator/photoshop/constants';

const DECLARATIONS = path.join(
  path.dirname(require.resolve('@types/photoshop/package.json')),
  'dom/Constants.d.ts',
);

describe('constants', () => {
  it.each(Object.entries(constants))('%s is as Photoshop declares it', (name, members) => {
    const source = readFileSync(DECLARATIONS, 'utf8');
    const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(source)?.[1] ?? '';

    const declared = [...body.matchAll(/(\w+) = (?:"([^"]*)"|(\d+))/g)].map(
      ([, key, text, number]) => [key, text ?? Number(number)] as const,
    );

    expect(members).toEqual(Object.fromEntries(declared));
  });
});
