import path from 'node:path';
import sharp from 'sharp';

/**
 * Draws icons/: a picture cut along a curve. One part is kept; the other, the off-cut, has become transparent and
 * slides away. `npm run icons`; the PNGs are committed, because the manifest names them.
 */
interface Icon {
  readonly name: string;
  /** Edge length in pixels at scale 1, and in units of `content`'s grid. */
  readonly edge: number;
  readonly grid: number;
  readonly content: string;
}

const SHEET = '<rect x="2" y="2" width="18" height="18" rx="2"/>';
const CUT = 'C 12 6 15 14 2 17';
const KEPT_SIDE = `M 0 0 H 20 V 5 ${CUT} H 0 Z`;
const CUT_SIDE = `M 23 23 V 5 H 20 ${CUT} H 0 V 23 Z`;

const ICONS: readonly Icon[] = [
  // A theme names the interface's brightness, so the dark theme gets the light mark.
  { name: 'panel-dark', edge: 23, grid: 23, content: mark('#dedede') },
  { name: 'panel-light', edge: 23, grid: 23, content: mark('#464646') },
  { name: 'plugin-24', edge: 24, grid: 24, content: badge() },
  { name: 'plugin-48', edge: 48, grid: 24, content: badge() },
];

await Promise.all(ICONS.flatMap((icon) => [draw(icon, 1), draw(icon, 2)]));

async function draw({ name, edge, grid, content }: Icon, scale: 1 | 2): Promise<void> {
  const side = edge * scale;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${grid} ${grid}">${content}</svg>`;
  await sharp(Buffer.from(svg))
    .png({ compressionLevel: 9 })
    .toFile(path.join(import.meta.dirname, `../icons/${name}@${scale}x.png`));
}

/**
 * The kept part in `colour`; the off-cut as checkers of the same colour, a little away to the lower right. Drawn on whole
 * units, so that the checkers are sharp at scale 1.
 */
function mark(colour: string): string {
  return `
    <defs>
      <clipPath id="kept"><path d="${KEPT_SIDE}"/></clipPath>
      <clipPath id="cut"><path d="${CUT_SIDE}"/></clipPath>
      <pattern id="checkers" x="2" y="2" width="6" height="6" patternUnits="userSpaceOnUse">
        <path fill="${colour}" d="M 0 0 h 3 v 3 h -3 Z M 3 3 h 3 v 3 h -3 Z"/>
      </pattern>
    </defs>
    <g fill="${colour}" clip-path="url(#kept)">${SHEET}</g>
    <g transform="translate(2 2)">
      <g fill="${colour}" opacity="0.3" clip-path="url(#cut)">${SHEET}</g>
      <g fill="url(#checkers)" clip-path="url(#cut)">${SHEET}</g>
    </g>`;
}

/** The mark on a tile of its own, for lists whose background is not known. */
function badge(): string {
  return `<rect width="24" height="24" rx="4" fill="#123b3a"/>${mark('#f4d58d')}`;
}
