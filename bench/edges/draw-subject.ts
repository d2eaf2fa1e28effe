import { areaOf, type Extent } from '../../src/raster';

/**
 * A mask such as the product makes: a head on shoulders that the lower border cuts, soft edges, and strands of hair. All
 * lengths are in proportion to the extent, so that a larger one is the same subject at a higher resolution, with the
 * edges four to eight pixels soft in both. 8-bit, H×W, rows from top to bottom. The same in every run.
 */
export function drawSubject(extent: Extent): Uint8Array {
  const mask = new Uint8Array(areaOf(extent));
  const unit = Math.min(extent.width, extent.height);
  const middle = extent.width / 2;
  layEllipse(mask, extent, { x: middle, y: 0.4 * unit, across: 0.2 * unit, down: 0.27 * unit });
  layEllipse(mask, extent, { x: middle, y: 1.1 * unit, across: 0.42 * unit, down: 0.5 * unit });
  for (let i = 0; i < STRANDS; i += 1) layStrand(mask, extent, i);
  return mask;
}

const STRANDS = 160;

interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly across: number;
  readonly down: number;
}

function layEllipse(mask: Uint8Array, extent: Extent, { x, y, across, down }: Ellipse): void {
  for (let row = 0; row < extent.height; row += 1)
    for (let column = 0; column < extent.width; column += 1) {
      const away = Math.hypot((column - x) / across, (row - y) / down);
      const softness = 2 + 2 * Math.abs(Math.sin((9 * column) / across));
      const alpha = 0.5 + ((1 - away) * Math.min(across, down)) / (2 * softness);
      if (alpha > 0) raise(mask, row * extent.width + column, alpha);
    }
}

/** From the top of the head outwards, waving, and thinner towards its end. */
function layStrand(mask: Uint8Array, extent: Extent, index: number): void {
  const unit = Math.min(extent.width, extent.height);
  const turn = -Math.PI * (0.02 + (0.96 * index) / STRANDS);
  const length = unit * (0.03 + 0.07 * chance(index));
  const bend = (chance(index + STRANDS) - 0.5) * 1.5;
  for (let step = 0; step < 2 * length; step += 1) {
    const along = step / (2 * length);
    const angle = turn + bend * along * along;
    const x = extent.width / 2 + 0.195 * unit * Math.cos(turn) + along * length * Math.cos(angle);
    const y = 0.4 * unit + 0.265 * unit * Math.sin(turn) + along * length * Math.sin(angle);
    layDot(mask, extent, { x, y, alpha: 0.9 * (1 - along) + 0.1 });
  }
}

/** One bilinear pixel, 1.5 pixels wide. */
function layDot(
  mask: Uint8Array,
  { width, height }: Extent,
  { x, y, alpha }: { x: number; y: number; alpha: number },
): void {
  for (let row = Math.floor(y) - 1; row <= y + 2; row += 1)
    for (let column = Math.floor(x) - 1; column <= x + 2; column += 1) {
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      const share = Math.max(0, 1.5 - Math.hypot(column - x, row - y));
      raise(mask, row * width + column, Math.min(1, share) * alpha);
    }
}

function raise(mask: Uint8Array, at: number, alpha: number): void {
  mask[at] = Math.max(mask[at], Math.min(255, Math.round(alpha * 255)));
}

/** A number in [0, 1) that looks like chance. */
function chance(index: number): number {
  const wave = Math.sin(index * 12.9898) * 43758.5453;
  return wave - Math.floor(wave);
}
