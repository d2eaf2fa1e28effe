import { clampUnit, createRgbImage, type Extent, type RgbImage } from '../../raster';

/**
 * The golden input: a picture drawn by code, at a network's extent, that every provider is asked to see. A warm, textured
 * figure with a soft outline and two thin horns stands on a cool gradient: a subject for any network of our task, with
 * flat parts, a transition and a structure of a few pixels. Arithmetic only, without functions that platforms round in
 * their own ways, so that the same bytes come out everywhere. RGB, chunky, opaque. Allocates it.
 */
export function drawGoldenPicture(extent: Extent): RgbImage {
  const { width, height } = extent;
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const u = (x + 0.5) / width;
      const v = (y + 0.5) / height;
      pixels.set(colourAt(u, v), (y * width + x) * 3);
    }
  return createRgbImage(extent, 3, pixels);
}

type Colour = readonly [number, number, number];

const SUBJECT: Colour = [214, 120, 52];
const HORNS: Colour = [120, 44, 20];

function colourAt(u: number, v: number): Colour {
  const grain = grainAt(u, v);
  const sky: Colour = [60 + 70 * v, 110 + 60 * v, 150 + 40 * u];
  const lit = 1.15 - 0.5 * v + 0.25 * (0.5 - u);
  const behind = mix(sky, HORNS, hornsAt(u, v));
  return mix(behind, scale(SUBJECT, lit + 0.25 * grain), figureAt(u, v));
}

/** A body, and a head that is not above its middle: mirrored it is another figure. The outline is a ramp. */
function figureAt(u: number, v: number): number {
  const body = 1 - norm((u - 0.44) / 0.2, (v - 0.66) / 0.24);
  const head = 1 - norm((u - 0.5) / 0.11, (v - 0.33) / 0.13);
  return clampUnit(0.5 + Math.max(body * 0.2, head * 0.11) * 50);
}

/** Two strokes from the head, up and outwards, a hundredth of the picture wide. */
function hornsAt(u: number, v: number): number {
  if (v < 0.1 || v > 0.3) return 0;
  const middle = 0.05 + (0.3 - v) * 0.5;
  return clampUnit(3 - Math.abs(Math.abs(u - 0.5) - middle) * 500);
}

/** Grain of a sixty-fourth of the picture, in [0, 1): the bits of a product, which look like chance. */
function grainAt(u: number, v: number): number {
  const cell = Math.floor(u * 64) * 73 + Math.floor(v * 64) * 1999 + 1;
  return (Math.imul(cell, 0x9e3779b1) >>> 8) / 2 ** 24;
}

/** Correctly rounded everywhere, as Math.hypot is not. */
function norm(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

function mix(under: Colour, over: Colour, alpha: number): Colour {
  const [r, g, b] = under;
  return [r + (over[0] - r) * alpha, g + (over[1] - g) * alpha, b + (over[2] - b) * alpha];
}

function scale([r, g, b]: Colour, factor: number): Colour {
  const level = (value: number) => Math.min(255, value * factor);
  return [level(r), level(g), level(b)];
}
