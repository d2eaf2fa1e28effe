import { casesFor } from '../../../bench/speed/cases';
import { locatePackages } from '../../../bench/speed/packages';
import { createPixelSource } from '../../../bench/speed/pages/pixel-source';
import { toPeerResources } from '../../../bench/speed/peer-resources';
import { createRgbImage } from '../../../src/raster';

describe('toPeerResources', () => {
  const chunks = [
    { hash: 'aa', offsets: [0, 4] },
    { hash: 'bb', offsets: [4, 6] },
  ];
  const weights = { chunks, size: 6, mime: 'application/octet-stream' };

  it('names the published weights as the peer of today does', () => {
    const resources = toPeerResources({ '/models/medium': weights }, { wasm: 9, mjs: 2 });

    expect(resources['/models/isnet_fp16']).toEqual({
      ...weights,
      chunks: [
        { name: 'aa', offsets: [0, 4] },
        { name: 'bb', offsets: [4, 6] },
      ],
    });
    expect(resources['/onnxruntime-web/ort-wasm-simd-threaded.wasm']).toEqual({
      chunks: [{ name: 'ort-wasm-simd-threaded.wasm', offsets: [0, 9] }],
      ...{ size: 9, mime: 'application/wasm' },
    });
    expect(resources['/onnxruntime-web/ort-wasm-simd-threaded.mjs']?.size).toBe(2);
  });

  it('refuses a data package without them', () => {
    expect(() => toPeerResources({}, { wasm: 1, mjs: 1 })).toThrow('/models/medium');
  });
});

describe('createPixelSource', () => {
  const image = createRgbImage(
    { width: 4, height: 2 },
    4,
    Uint8Array.from({ length: 32 }, (_, i) => 8 * i),
  );
  const source = createPixelSource(image);

  it('gives a part as it is', async () => {
    const part = { left: 1, top: 1, width: 2, height: 1 };

    const read = await source.read(part, { width: 1024, height: 1024 });

    expect(read).toEqual(createRgbImage(part, 4, image.pixels.slice(20, 28)));
  });

  it('gives the whole picture where that is small enough', async () => {
    const read = await source.read({ left: 0, top: 0, width: 4, height: 2 }, source.extent);

    expect(read).toEqual(image);
  });

  it('keeps the mean where it shrinks, each side by itself', async () => {
    const flat = createRgbImage({ width: 6, height: 3 }, 4, new Uint8Array(72).fill(77));
    const whole = { left: 0, top: 0, width: 6, height: 3 };

    const read = await createPixelSource(flat).read(whole, { width: 2, height: 5 });

    expect(read).toEqual(createRgbImage({ width: 2, height: 3 }, 4, new Uint8Array(24).fill(77)));
  });

  it('never enlarges a single pixel', async () => {
    const dot = createRgbImage({ width: 1, height: 1 }, 4, Uint8Array.of(1, 2, 3, 4));

    const read = await createPixelSource(dot).read(
      { left: 0, top: 0, width: 1, height: 1 },
      { width: 320, height: 320 },
    );

    expect(read).toEqual(dot);
  });
});

describe('casesFor', () => {
  const tiers = ['fast', 'standard'] as const;
  const providers = ['wasm'] as const;

  it('begins with the peer, and lets its PNG come last', () => {
    const names = casesFor({ tiers, providers, parts: ['peer', 'ours', 'native'] }).map(
      ({ name }) => name,
    );

    expect(names).toEqual(['peer', 'fast', 'standard', 'peer, to PNG']);
  });

  it('has none for a part that needs no browser', () => {
    expect(casesFor({ tiers, providers, parts: ['native'] })).toEqual([]);
  });

  it('measures each tier on each provider, and names what is not the processor', () => {
    const both = ['wasm', 'webgpu'] as const;

    const names = casesFor({ tiers, providers: both, parts: ['ours'] }).map(({ name }) => name);

    expect(names).toEqual(['fast', 'standard', 'fast, webgpu', 'standard, webgpu']);
  });

  it('asks each page for its own tool', () => {
    for (const { tool, jobFor } of casesFor({ tiers, providers, parts: ['peer', 'ours'] }))
      expect(jobFor({ width: 3, height: 2 }, '/pixels')).toMatchObject({ tool, width: 3 });
  });
});

describe('locatePackages', () => {
  it('says how to install what is not there', () => {
    expect(() => locatePackages('/nowhere')).toThrow(
      '@imgly/background-removal is not installed. Run: npm ci --prefix bench',
    );
  });
});
