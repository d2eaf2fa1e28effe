export * from './choose-islands';
export * from './list-islands';
