const BY_ENDING: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  onnx: 'application/octet-stream',
  png: 'image/png',
  wasm: 'application/wasm',
};

/** What a browser is told that a file holds, by the ending of its name. */
export function contentTypeOf(file: string): string {
  const ending = file.slice(file.lastIndexOf('.') + 1).toLowerCase();
  return BY_ENDING[ending] ?? 'application/octet-stream';
}
