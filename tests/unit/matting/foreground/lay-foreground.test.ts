import { layForeground, planForegroundReach } from '../../../../src/matting';
import { createRgbImage } from '../../../../src/raster';

const OWN = 10;
const CLEAN = 200;

/** A row of 100 pixels, one of which, at 40, is the subject's. */
function row(channels: 3 | 4, subject = 40) {
  const extent = { width: 100, height: 1 };
  const bounds = { left: 0, top: 0, ...extent };
  const own = new Uint8Array(100 * channels).fill(OWN);
  const mask = new Uint8Array(100);
  mask[subject] = 1;
  const pixels = layForeground(extent, {
    ...{ bounds, imageBounds: bounds, mask },
    colours: new Uint8Array(300).fill(CLEAN),
    image: createRgbImage(extent, channels, own),
  });
  return {
    reds: [...pixels.filter((_, i) => i % 4 === 0)],
    alphas: [...pixels.filter((_, i) => i % 4 === 3)],
  };
}

describe('laying clean colours over a picture’s own', () => {
  it('is clean up to 32 pixels from the subject and untouched beyond', () => {
    const { reds } = row(3);

    expect(reds.slice(8, 73)).toEqual(Array(65).fill(CLEAN));
    expect([...reds.slice(0, 8), ...reds.slice(73)]).toEqual(Array(35).fill(OWN));
  });

  it('is opaque where the picture has no alpha, and has the picture’s alpha where it has', () => {
    expect(new Set(row(3).alphas)).toEqual(new Set([255]));
    expect(new Set(row(4).alphas)).toEqual(new Set([OWN]));
  });

  it('takes the rows that it is asked for out of a larger image and matte', () => {
    const extent = { width: 2, height: 80 };
    const bounds = { left: 0, top: 40, width: 2, height: 1 };
    const imageBounds = { left: 0, top: 39, width: 2, height: 3 };
    const reach = planForegroundReach(extent, bounds);
    const mask = new Uint8Array(reach.width * reach.height);
    const own = Uint8Array.from([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6]);
    const rows = { bounds, imageBounds, mask, colours: new Uint8Array(6).fill(CLEAN) };
    const image = createRgbImage(imageBounds, 3, own);

    expect(reach).toEqual({ left: 0, top: 8, width: 2, height: 65 });
    expect([...layForeground(extent, { ...rows, image })]).toEqual([3, 3, 3, 255, 4, 4, 4, 255]);
    // The last row of the reach is 32 rows away, and counts.
    mask[mask.length - 1] = 255;
    expect(layForeground(extent, { ...rows, image })[0]).toBe(CLEAN);
  });

  it('keeps within a picture of one pixel', () => {
    const extent = { width: 1, height: 1 };
    const bounds = { left: 0, top: 0, ...extent };

    expect(planForegroundReach(extent, bounds)).toEqual(bounds);
    const pixels = layForeground(extent, {
      ...{ bounds, imageBounds: bounds, mask: new Uint8Array(1) },
      colours: new Uint8Array(3),
      image: createRgbImage(extent, 3, new Uint8Array([7, 8, 9])),
    });
    expect([...pixels]).toEqual([7, 8, 9, 255]);
  });
});
