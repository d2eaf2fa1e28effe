import type { Settings } from '../bridge';
import type { MaskCombination } from '../raster';

/** What a person has chosen about masks and selections that are there already. */
export interface MaskChoices {
  readonly existingMask: MaskCombination;
  /** A removal happens inside the selection alone, where there is one. */
  readonly useSelection: boolean;
}

export function maskChoicesOf({
  existingMask = 'replace',
  useSelection = true,
}: Settings): MaskChoices {
  return { existingMask, useSelection };
}
