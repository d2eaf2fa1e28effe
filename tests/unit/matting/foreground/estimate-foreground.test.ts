import {
  estimateForeground,
  foregroundOf,
  planForegroundHalo,
  renderForegroundTile,
  type ForegroundRequest,
} from '../../../../src/matting/foreground';
import { cropImage, createRgbImage, type Bounds } from '../../../../src/raster';

const extent = { width: 30, height: 20 };
const image = createRgbImage(
  extent,
  3,
  Uint8Array.from({ length: 1800 }, (_, i) => (i * 89) % 256),
);
const mask = Uint8Array.from({ length: 600 }, (_, i) =>
  Math.min(255, Math.max(0, ((i % 30) - 10) * 25)),
);
const request: ForegroundRequest = {
  extent,
  readTile: (bounds) => cropImage(image, bounds),
  readMask: (bounds) => cropMask(bounds),
};

describe('estimateForeground', () => {
  it.each([2048, 10])('gives what the whole picture at once gives, at up to %i', async (side) => {
    const options = { workingSide: side, stripPixels: 100 };
    const model = await estimateForeground({ ...request, options });

    const clean = renderForegroundTile(model, { bounds: whole(), image, mask, amount: 1 });

    expect(clean).toEqual(foregroundOf(image, mask, { workingSide: side }));
  });

  it('reads every row once, from top to bottom', async () => {
    const tops: number[] = [];
    const readTile = (bounds: Bounds) => {
      for (let y = 0; y < bounds.height; y += 1) tops.push(bounds.top + y);
      expect(bounds.width).toBe(extent.width);
      return cropImage(image, bounds);
    };

    await estimateForeground({ ...request, readTile, options: { stripPixels: 70 } });

    expect(tops).toEqual(Array.from({ length: 20 }, (_, y) => y));
  });

  it('reads a row at a time where a row is longer than a strip may be', async () => {
    const readTile = jest.fn(request.readTile);

    await estimateForeground({ ...request, readTile, options: { stripPixels: 1 } });

    expect(readTile).toHaveBeenCalledTimes(20);
  });

  it('ends between strips when it is cancelled', async () => {
    const controller = new AbortController();
    const readTile = jest.fn((bounds: Bounds) => {
      controller.abort();
      return cropImage(image, bounds);
    });

    const estimating = estimateForeground({
      ...{ ...request, readTile, signal: controller.signal },
      options: { stripPixels: 60 },
    });

    await expect(estimating).rejects.toMatchObject({ name: 'AbortError' });
    expect(readTile).toHaveBeenCalledTimes(1);
  });

  it('reports rising progress up to 1', async () => {
    const fractions: number[] = [];

    await estimateForeground({
      ...{ ...request, options: { stripPixels: 60 } },
      onProgress: (fraction) => fractions.push(fraction),
    });

    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('refuses a tile of another extent', async () => {
    const readTile = () => createRgbImage({ width: 1, height: 1 }, 3, new Uint8Array(3));

    await expect(estimateForeground({ ...request, readTile })).rejects.toThrow(RangeError);
  });

  it('refuses a picture that changes from colour to grey', async () => {
    const readTile = (bounds: Bounds) =>
      bounds.top === 0
        ? cropImage(image, bounds)
        : { ...bounds, channels: 1 as const, pixels: new Uint8Array(bounds.width * bounds.height) };

    const estimating = estimateForeground({ ...request, readTile, options: { stripPixels: 60 } });

    await expect(estimating).rejects.toThrow(RangeError);
  });
});

describe('renderForegroundTile', () => {
  it('needs no halo at the working extent, and one as wide as its iterations above it', async () => {
    const small = await estimateForeground(request);
    const large = await estimateForeground({
      ...request,
      options: { workingSide: 10, iterations: 3 },
    });
    const bounds = { left: 2, top: 10, width: 5, height: 10 };

    expect(planForegroundHalo(small, bounds)).toEqual(bounds);
    expect(planForegroundHalo(large, bounds)).toEqual({ left: 0, top: 7, width: 10, height: 13 });
  });

  it('joins in a wide tile what narrow ones give', async () => {
    const wide = { width: 300, height: 4 };
    const picture = createRgbImage(
      wide,
      3,
      new Uint8Array(3600).map((_, i) => (i * 89) % 256),
    );
    const levels = new Uint8Array(1200).map((_, i) => (i * 7) % 256);
    const cut = ({ left, width }: Bounds) =>
      new Uint8Array(width * 4).map(
        (_, i) => levels[Math.floor(i / width) * 300 + left + (i % width)]!,
      );
    const model = await estimateForeground({
      extent: wide,
      readTile: (bounds) => cropImage(picture, bounds),
      readMask: cut,
      options: { workingSide: 40 },
    });
    const render = (bounds: Bounds) => {
      const halo = planForegroundHalo(model, bounds);
      return renderForegroundTile<Uint8Array>(model, {
        ...{ bounds, image: cropImage(picture, halo), mask: cut(halo), amount: 1 },
      });
    };

    const whole = createRgbImage(wide, 3, render({ left: 0, top: 0, ...wide }));

    for (let left = 0; left < 300; left += 30) {
      const bounds = { left, top: 0, width: 30, height: 4 };
      expect(render(bounds)).toEqual(cropImage(whole, bounds).pixels);
    }
  });

  it('refuses bounds outside the picture, a tile without its halo, and other channels', async () => {
    const model = await estimateForeground({ ...request, options: { workingSide: 10 } });
    const tile = { bounds: whole(), image, mask, amount: 1 };
    const inner = { left: 4, top: 4, width: 8, height: 8 };
    const grey = { ...extent, channels: 1 as const, pixels: new Uint8Array(600) };

    expect(() => planForegroundHalo(model, { ...inner, left: 25 })).toThrow(RangeError);
    expect(() =>
      renderForegroundTile(model, {
        ...{ bounds: inner, amount: 1 },
        image: cropImage(image, inner),
        mask: cropMask(inner),
      }),
    ).toThrow(RangeError);
    expect(() => renderForegroundTile(model, { ...tile, image: grey })).toThrow(RangeError);
  });
});

function whole(): Bounds {
  return { left: 0, top: 0, ...extent };
}

function cropMask({ left, top, width, height }: Bounds): Uint8Array {
  return Uint8Array.from(
    { length: width * height },
    (_, i) => mask[(top + Math.floor(i / width)) * extent.width + left + (i % width)]!,
  );
}
