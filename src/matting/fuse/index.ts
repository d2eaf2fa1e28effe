export * from './average-mirrored';
export * from './finish-levels';
export * from './fuse-mattes';
export * from './mirror-rows';
export * from './uncertainty-of';
