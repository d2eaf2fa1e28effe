export { BAND_DEFAULTS, planBand, type BandOptions, type BandPlan } from './plan-band';
export { REFINE_DEFAULTS, refineBand, type RefineOptions, type RefineRequest } from './refine-band';
export type { RefinedMatte, RefinedTile } from './refined-matte';
export type { RegionRule, RegionRules } from './region-rules';
export { renderRefinedStrip } from './render-refined-strip';
export { SOLVER_DEFAULTS, type SolverOptions } from './solve-band';
