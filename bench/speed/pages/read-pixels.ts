import type { PageJob } from '../samples';

/** Raw RGBA, as large as the job says; before any clock runs. The caller owns it. */
export async function readPixels({ pixels: url, width, height }: PageJob): Promise<Uint8Array> {
  const response = await fetch(url);
  const pixels = new Uint8Array(await response.arrayBuffer());
  if (!response.ok || pixels.length !== width * height * 4)
    throw new Error(`${url} holds no ${width}×${height} pixels`);
  return pixels;
}
