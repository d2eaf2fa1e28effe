export * from './binary';
export * from './contract';
export * from './endpoint';
export * from './host-connection';
export * from './probes';
export * from './read-blob';
export * from './serve-host';
export * from './settings';
