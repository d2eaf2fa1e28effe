export * from './average-by-agreement';
export * from './believe';
export * from './finish-levels';
export * from './fuse-mattes';
export * from './fuse-passes';
export * from './mirror-rows';
export * from './settle-disputes';
export * from './uncertainty-of';
