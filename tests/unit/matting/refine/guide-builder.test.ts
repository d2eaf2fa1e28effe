import { createGuideBuilder } from '../../../../src/matting/refine/guide-builder';
import { createRgbImage } from '../../../../src/raster';

describe('createGuideBuilder', () => {
  it('gives half of a pixel on a border to each side', () => {
    const builder = createGuideBuilder({ width: 3, height: 1 }, { width: 2, height: 1 });

    builder.add({ left: 0, top: 0, width: 3, height: 1 }, row(0, 90, 255));

    const red = builder.finish().filter((_, k) => k % 3 === 0);
    expect(red[0]).toBeCloseTo((0 + 90 / 2) / 1.5 / 255);
    expect(red[1]).toBeCloseTo((255 + 90 / 2) / 1.5 / 255);
  });

  it('gives the same whatever the tiles', () => {
    const whole = createGuideBuilder({ width: 6, height: 1 }, { width: 4, height: 1 });
    const parts = createGuideBuilder({ width: 6, height: 1 }, { width: 4, height: 1 });

    whole.add({ left: 0, top: 0, width: 5, height: 1 }, row(7, 200, 31, 99, 140));
    parts.add({ left: 2, top: 0, width: 3, height: 1 }, row(31, 99, 140));
    parts.add({ left: 0, top: 0, width: 2, height: 1 }, row(7, 200));

    expect(parts.finish()).toEqual(whole.finish());
  });
});

function row(...greys: readonly number[]) {
  const pixels = Uint8Array.from(greys.flatMap((grey) => [grey, grey, grey]));
  return createRgbImage({ width: greys.length, height: 1 }, 3, pixels);
}
