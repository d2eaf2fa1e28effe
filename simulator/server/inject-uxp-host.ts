/**
 * Puts the script that makes `window.uxpHost` in front of a page's own bytes, so that it runs before the page's
 * Content-Security-Policy is read, as UXP's own injected script does. The page's bytes follow as they are; its second
 * doctype is skipped by the parser, and without the first one the page would be laid out in quirks mode.
 */
export function withUxpHost(page: Uint8Array): Uint8Array {
  return Buffer.concat([INJECTED, page]);
}

const INJECTED = Buffer.from('<!doctype html><script src="/simulator/uxp-host.js"></script>');
