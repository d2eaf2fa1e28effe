export * from './connectivity';
export * from './fringe';
export * from './gradient';
export * from './intersection-over-union';
export * from './matte-error';
export * from './zone-errors';
export * from './zones';
