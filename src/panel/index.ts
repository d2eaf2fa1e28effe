export { mountPanel } from './mount-panel';
export { PanelController } from './panel-controller';
