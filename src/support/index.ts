export * from './abort';
export * from './assert';
export * from './errors';
export * from './gate';
export * from './memoize-promise';
export * from './messages';
export * from './needs-a-look';
export * from './progress';
