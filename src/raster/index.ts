export * from './extent';
export * from './image';
