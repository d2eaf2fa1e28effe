export * from './box-blur';
export * from './eight-bit-from';
export * from './extent';
export * from './flatten-over-white';
export * from './image';
export * from './resample';
