import { DEFAULT_FINISH, finishLevels } from '../../../../src/matting/fuse';
import { createAlphaMatte, type AlphaMatte } from '../../../../src/raster';

const flat = (alpha: number): AlphaMatte =>
  createAlphaMatte({ width: 4, height: 4 }, new Float32Array(16).fill(alpha));

describe('finishLevels', () => {
  it('makes an almost solid interior solid', () => {
    expect(finishLevels(flat(0.92))).toEqual(flat(1));
  });

  it('clears faint haze outside', () => {
    expect(finishLevels(flat(0.08))).toEqual(flat(0));
  });

  it.each([0.35, 0.5, 0.65])('leaves a wide soft zone of %s as it is', (alpha) => {
    expect(finishLevels(flat(alpha))).toEqual(flat(alpha));
  });

  it('changes nothing when white is 1 and black is 0', () => {
    expect(finishLevels(flat(0.9), { ...DEFAULT_FINISH, white: 1, black: 0 })).toEqual(flat(0.9));
  });
});
