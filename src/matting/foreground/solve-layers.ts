import { stretch, type Extent } from '../../raster';
import { relaxLayers, type LayerEvidence, type Layers, type Relaxation } from './relax-layers';

/** Levels up to this longer side cost nothing: they are iterated more. */
const SMALL_SIDE = 32;
const SMALL_ITERATIONS = 10;

/**
 * Foreground and background of one colour channel, from a single pixel up to the extent of the evidence: each level is
 * twice as large as the one before and starts from it, stretched, so that a few local iterations on each are enough to carry
 * colours as far as they have to go (Germer et al. 2020). Reduced levels keep the means of α, α², α·I and I.
 * Borrows the evidence; allocates the layers, and about three times that for a while. Cost: 4/3 of the last level's.
 */
export function solveLayers(evidence: LayerEvidence, relaxation: Relaxation): Layers {
  const { width, height } = evidence;
  const start =
    width === 1 && height === 1
      ? meanLayers(evidence)
      : enlargeLayers(solveLayers(halve(evidence), relaxation), halfOf(evidence), evidence);
  const iterations =
    Math.max(width, height) <= SMALL_SIDE
      ? Math.max(SMALL_ITERATIONS, relaxation.iterations)
      : relaxation.iterations;
  return relaxLayers(evidence, start, { ...relaxation, iterations });
}

/** Of a single pixel: the mean colour, weighted by alpha and by its complement. */
function meanLayers({ alpha, product, colour }: LayerEvidence): Layers {
  const [a, i] = [alpha[0], colour[0]];
  return {
    foreground: Float32Array.of(a > 0 ? product[0] / a : i),
    background: Float32Array.of(a < 1 ? (i - product[0]) / (1 - a) : i),
  };
}

function halfOf({ width, height }: Extent): Extent {
  return { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
}

function halve(evidence: LayerEvidence): LayerEvidence {
  const half = halfOf(evidence);
  const reduce = (samples: Float32Array): Float32Array => stretchPlane(samples, evidence, half);
  return {
    ...half,
    alpha: reduce(evidence.alpha),
    alphaSquared: reduce(evidence.alphaSquared),
    product: reduce(evidence.product),
    colour: reduce(evidence.colour),
  };
}

function enlargeLayers({ foreground, background }: Layers, from: Extent, to: Extent): Layers {
  return {
    foreground: stretchPlane(foreground, from, to),
    background: stretchPlane(background, from, to),
  };
}

function stretchPlane(samples: Float32Array, from: Extent, to: Extent): Float32Array {
  return stretch({ width: from.width, height: from.height, channels: 1, samples }, to);
}
