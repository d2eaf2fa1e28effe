export * from './coverage-of';
export * from './estimate-matte';
export * from './fuse';
export * from './has-subject';
export * from './islands';
export * from './network';
export * from './refine';
export * from './render-mask-strip';
