import { clampUnit, type Extent } from '../../raster';

/**
 * What the pixels of one level say about two colours F and B that are constant within each: means over the source pixels
 * that a pixel stands for, of one colour channel in [0, 1]. H×W each. Where it stands for one, they are α, α², α·I and I.
 */
export interface LayerEvidence extends Extent {
  readonly alpha: Float32Array;
  readonly alphaSquared: Float32Array;
  readonly product: Float32Array;
  readonly colour: Float32Array;
}

/** One colour channel of foreground and background, in [0, 1]; H×W each. */
export interface Layers {
  readonly foreground: Float32Array;
  readonly background: Float32Array;
}

export interface Relaxation {
  /** εᵣ: how strongly neighbours are held together everywhere. */
  readonly smoothness: number;
  /** ω: how much more strongly across a change of alpha. */
  readonly edgeSmoothness: number;
  readonly iterations: number;
  /** 1 for each pixel that may change; all may unless given. H×W. */
  readonly isFree?: Uint8Array;
}

/** A part of the neighbours' weight with which a pixel holds to its own last value: without it, iterations overshoot. */
const INERTIA = 0.25;
/**
 * A pixel without neighbours has one equation for two colours: it then keeps near to where it was. Well above what float32
 * means of α and α² may be off by, or the determinant could lose its sign.
 */
const LEAST_INERTIA = 1e-5;

/**
 * Brings the layers nearer to the minimum of (Germer, Uelwer, Conrad and Harmeling, Fast multi-level foreground estimation,
 * arXiv:2006.14970)
 *   Σᵢ (αᵢFᵢ + (1 − αᵢ)Bᵢ − Iᵢ)² + Σᵢⱼ (εᵣ + ω|αᵢ − αⱼ|)·((Fᵢ − Fⱼ)² + (Bᵢ − Bⱼ)²), each pair of neighbours once,
 * by solving the two equations of each pixel for its F and B, neighbours held. All pixels step at once, each from its
 * neighbours' last values: the order of pixels leaves no trace, and after n iterations nothing depends on a pixel more
 * than n steps away.
 * Borrows the evidence; takes the layers and returns new ones or the same; allocates two planes. Cost: some forty
 * operations per free pixel and iteration.
 */
export function relaxLayers(
  evidence: LayerEvidence,
  start: Layers,
  relaxation: Relaxation,
): Layers {
  let layers = start;
  let next: Layers = { foreground: start.foreground.slice(), background: start.background.slice() };
  for (let iteration = 0; iteration < relaxation.iterations; iteration += 1) {
    stepLayers(evidence, layers, { ...relaxation, next });
    [layers, next] = [next, layers];
  }
  return layers;
}

function stepLayers(
  { width, height, alpha, alphaSquared, product, colour }: LayerEvidence,
  { foreground, background }: Layers,
  { next, smoothness, edgeSmoothness, isFree }: Relaxation & { readonly next: Layers },
): void {
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const i = y * width + x;
      if (isFree?.[i] === 0) continue;
      const a = alpha[i];
      let weights = 0;
      let f = 0;
      let b = 0;
      if (x > 0) {
        const w = smoothness + edgeSmoothness * Math.abs(alpha[i - 1] - a);
        weights += w;
        f += w * foreground[i - 1];
        b += w * background[i - 1];
      }
      if (x + 1 < width) {
        const w = smoothness + edgeSmoothness * Math.abs(alpha[i + 1] - a);
        weights += w;
        f += w * foreground[i + 1];
        b += w * background[i + 1];
      }
      if (y > 0) {
        const w = smoothness + edgeSmoothness * Math.abs(alpha[i - width] - a);
        weights += w;
        f += w * foreground[i - width];
        b += w * background[i - width];
      }
      if (y + 1 < height) {
        const w = smoothness + edgeSmoothness * Math.abs(alpha[i + width] - a);
        weights += w;
        f += w * foreground[i + width];
        b += w * background[i + width];
      }
      const own = INERTIA * weights + LEAST_INERTIA;
      const held = weights + own;
      const q = alphaSquared[i];
      const ff = q + held;
      const fb = a - q;
      const bb = 1 - 2 * a + q + held;
      const right = product[i] + f + own * foreground[i];
      const left = colour[i] - product[i] + b + own * background[i];
      const determinant = ff * bb - fb * fb;
      next.foreground[i] = clampUnit((bb * right - fb * left) / determinant);
      next.background[i] = clampUnit((ff * left - fb * right) / determinant);
    }
}
