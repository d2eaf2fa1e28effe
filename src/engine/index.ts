export * from './choose-runtime';
export * from './client';
export * from './create-engine';
export * from './engine';
export * from './execution-provider';
export * from './spawn-blob-worker';
export type { EdgeControls, HoleChoice, IslandChoice } from '../matting';
