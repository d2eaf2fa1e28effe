/*
 * What UXP injects into the page of a <webview>: `window.uxpHost`. Everything crosses as JSON text, so typed arrays and
 * `undefined` are lost here as they are in Photoshop, and nothing can be transferred. Neither side learns the other's
 * window: `event.source` is null.
 */
(function installUxpHost() {
  const simulator = window.parent;
  simulator.postMessage({ uxpPage: 'start' }, '*');

  window.uxpHost = Object.freeze({
    postMessage: (message) =>
      simulator.postMessage({ uxpJson: JSON.stringify(message) ?? 'null' }, '*'),
  });

  window.addEventListener('message', (event) => {
    if (event.source !== simulator || typeof event.data?.uxpJson !== 'string') return;
    event.stopImmediatePropagation();
    const data = JSON.parse(event.data.uxpJson);
    window.dispatchEvent(new MessageEvent('message', { data, origin: event.data.pluginId }));
  });
})();
