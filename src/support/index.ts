export * from './abort';
export * from './assert';
export * from './errors';
export * from './memoize-promise';
export * from './progress';
