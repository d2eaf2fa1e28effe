export * from './average-by-agreement';
export * from './average-mirrored';
export * from './finish-levels';
export * from './fuse-mattes';
export * from './fuse-passes';
export * from './mirror-rows';
export * from './uncertainty-of';
