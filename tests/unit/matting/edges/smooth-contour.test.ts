import { smoothContour } from '../../../../src/matting/edges/smooth-contour';

const extent = { width: 13, height: 11 };
const everywhere = [{ left: 0, top: 0, ...extent }];

describe('smoothContour', () => {
  it.each([0.6, 1, 2, 3.3])('is the median over a disc, at borders too, for %f', (smooth) => {
    const mask = Uint8Array.from({ length: 143 }, (_, i) => (i * 89) % 256);

    const smoothed = smoothContour(mask, extent, everywhere, smooth);

    expect([...smoothed]).toEqual(medians(mask, 1.25 * smooth + 0.25));
  });

  it('looks at the runs only', () => {
    const mask = Uint8Array.from({ length: 143 }, (_, i) => (i % 2) * 255);

    const smoothed = smoothContour(mask, extent, [{ left: 2, top: 3, width: 5, height: 2 }], 2);

    const changed = [...smoothed].flatMap((level, i) => (level === mask[i] ? [] : [i]));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every((i) => i % 13 >= 2 && i % 13 < 7 && i >= 39 && i < 65)).toBe(true);
  });
});

function medians(mask: Uint8Array, radius: number): number[] {
  return Array.from(mask, (_, i) => {
    const levels: number[] = [];
    for (let dy = -9; dy <= 9; dy += 1)
      for (let dx = -9; dx <= 9; dx += 1)
        if (Math.hypot(dx, dy) <= radius)
          levels.push(at(mask, (i % 13) + dx, Math.floor(i / 13) + dy));
    levels.sort((a, b) => a - b);
    return levels[levels.length >> 1]!;
  });
}

function at(mask: Uint8Array, x: number, y: number): number {
  return mask[Math.min(10, Math.max(0, y)) * 13 + Math.min(12, Math.max(0, x))]!;
}
