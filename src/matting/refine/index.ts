export { refineBand, REFINE_DEFAULTS, type RefineOptions, type RefineRequest } from './refine-band';
export { renderRefinedStrip } from './render-refined-strip';
export type { RefinedMatte, RefinedTile } from './refined-matte';
