import type { Output } from '../jobs';

/** In the order in which they are offered. */
export const OUTPUT_NAMES: Readonly<Record<Output, string>> = {
  mask: 'Layer mask',
  selection: 'Selection',
  cutout: 'Cut-out',
  channel: 'Channel',
};

export function toOutput(value: string): Output | undefined {
  return OUTPUTS.find((output) => output === value);
}

const OUTPUTS = Object.keys(OUTPUT_NAMES) as readonly Output[];

/** What was done, as a heading. */
export const DONE_LINES: Readonly<Record<Output, string>> = {
  mask: 'Background removed',
  selection: 'Subject selected',
  cutout: 'Subject cut out',
  channel: 'Channel “Offcut” saved',
};

/** What holds the subject, before “42 % of the layer.” */
export const HOLDERS: Readonly<Record<Output, string>> = {
  mask: 'The layer mask shows',
  selection: 'The selection holds',
  cutout: 'The cut-out shows',
  channel: 'The channel holds',
};
