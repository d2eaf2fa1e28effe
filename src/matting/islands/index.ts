export * from './find-islands';
export * from './keep-islands';
export type { Component } from './label-components';
