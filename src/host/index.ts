export * from './service';
export * from './start-plugin';
export type { HostParts } from './surface';
export type { Vendor } from './vendor';
export type { HostUi } from './webview';
