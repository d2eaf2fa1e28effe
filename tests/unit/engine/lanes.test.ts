import { lanesFor } from '../../../src/engine/lanes';

describe('the number of lanes', () => {
  it.each([
    [1, undefined, 1],
    [2, undefined, 2],
    [2, 4, 1],
    [3, undefined, 2],
    [4, undefined, 3],
    [5, undefined, 4],
    [32, undefined, 4],
    [8, 8, 3],
    [8, 4, 1],
    [8, 0.25, 1],
    [3, 8, 2],
  ])('on %p cores and with %p GB is %p', (cores, memoryGb, lanes) => {
    expect(lanesFor('wasm', { cores, memoryGb })).toBe(lanes);
  });

  it('is one on a GPU, which all would share', () => {
    expect(lanesFor('webgpu', { cores: 16, memoryGb: 8 })).toBe(1);
  });
});
