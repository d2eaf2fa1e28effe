export * from './descriptor';
export * from './find-model';
export * from './parse-registry';
export * from './tiers';
export * from './verify-weights';
