import { readFileSync } from 'node:fs';
import path from 'node:path';
import { networksOf, parseRegistry, tierFor, tiersOf } from '../../../src/models';
import { OffcutError } from '../../../src/support';

const registry = parseRegistry(
  JSON.parse(readFileSync(path.join(__dirname, '../../../models/registry.json'), 'utf8')),
);
const permissive = { models: registry.models.filter((model) => model.isPermissive) };

describe('tiersOf', () => {
  it('gives all three qualities from fast to best, and best takes both networks', () => {
    const tiers = tiersOf(registry).map((tier) => [
      tier.quality,
      ...networksOf(tier).map(({ id }) => id),
    ]);

    expect(tiers).toEqual([
      ['fast', 'u2netp'],
      ['standard', 'isnet'],
      ['best', 'u2netp', 'isnet'],
    ]);
  });

  it('gives a package with permissive weights only what these can do', () => {
    expect(tiersOf(permissive).map(({ quality }) => quality)).toEqual(['fast']);
  });

  it('gives no best without the steady network', () => {
    const fineOnly = { models: registry.models.filter(({ quality }) => quality === 'standard') };

    expect(tiersOf(fineOnly).map(({ quality }) => quality)).toEqual(['standard']);
  });
});

describe('tierFor', () => {
  it('takes the standard network for edges and the fast one for steadiness in best', () => {
    const { fine, steady } = tierFor(registry, 'best');

    expect([fine.id, steady?.id]).toEqual(['isnet', 'u2netp']);
  });

  it('takes the first of several networks of that quality', () => {
    const [first] = permissive.models;
    const several = { models: [{ ...first!, id: 'second-fast' }, ...registry.models] };

    expect(tierFor(several, 'fast').fine.id).toBe('second-fast');
  });

  it('names the qualities that exist when there is none of that name', () => {
    const ask = () => tierFor(permissive, 'best');

    expect(ask).toThrow(OffcutError);
    expect(ask).toThrow('No models for the quality "best"; there are: fast');
  });
});
