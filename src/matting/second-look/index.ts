export * from './merge-look';
export * from './plan-second-look';
