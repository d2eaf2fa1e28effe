export type * from './api';
export type { Bounds, BoundsInput } from './documents/bounds';
export { createSimulatedPhotoshop } from './create-simulated-photoshop';
export type { DocumentMode, LayerKind } from './photoshop/constants';
export type { Handlers, RegisteredEntrypoints } from './uxp/entrypoints';
