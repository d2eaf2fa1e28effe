export * from './descriptor';
export * from './find-model';
export * from './parse-registry';
export * from './verify-weights';
