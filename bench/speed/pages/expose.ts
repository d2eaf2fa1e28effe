import type { MeasuringPage } from '../samples';

/** Makes the page callable from outside, as `window.speed`. */
export function expose(page: MeasuringPage): void {
  Object.assign(window, { speed: page });
}
