import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { ProviderChoice } from '../engine';
import {
  EDGE_CONTROL_RANGES,
  type EdgeControls,
  type HoleChoice,
  type IslandChoice,
} from '../matting';
import type { Quality } from '../models';
import { joinNegativeNumbers, toNumber, toWholeNumber } from './number-options';

export type Output = 'mask' | 'cutout';

/** What one call of the headless twin was asked to do. */
export interface CutOutRequest {
  readonly inputs: readonly string[];
  /** Folder for the outputs; `undefined`: beside each input. */
  readonly out?: string;
  readonly outputs: readonly Output[];
  readonly quality: Quality;
  /** In pixels of the picture. */
  readonly edges: EdgeControls;
  readonly islands: IslandChoice;
  /** The subject is glass, smoke or a veil: its interior stays as transparent as the networks see it. */
  readonly isTranslucent: boolean;
  /** How far the cut-out's colours are freed of the background, from 0 (the picture's own) to 1 (the estimate). */
  readonly decontaminate: number;
  readonly isJson: boolean;
  readonly isRecursive: boolean;
  /** What the networks are to run on. */
  readonly provider: ProviderChoice;
  /** `undefined`: as many as serve on this machine. */
  readonly threads?: number;
  /** Folder that holds registry.json and the weights; `undefined`: the project's own. */
  readonly models?: string;
}

export type ParsedArguments =
  | { readonly kind: 'cut-out'; readonly request: CutOutRequest }
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'wrong'; readonly reason: string };

/** Never throws: what is wrong with the arguments is a sentence. */
export function parseArguments(argv: readonly string[]): ParsedArguments {
  try {
    const { values, positionals } = parseArgs({
      ...CONFIG,
      args: [...joinNegativeNumbers(argv, NUMBERS)],
    });
    if (values.help) return { kind: 'help' };
    if (values.version) return { kind: 'version' };
    return { kind: 'cut-out', request: toRequest(values, positionals) };
  } catch (error) {
    return { kind: 'wrong', reason: error instanceof Error ? error.message : String(error) };
  }
}

const CONFIG = {
  strict: true,
  allowPositionals: true,
  options: {
    out: { type: 'string', short: 'o' },
    output: { type: 'string', default: 'both' },
    quality: { type: 'string', default: 'standard' },
    shift: { type: 'string', default: '0' },
    smooth: { type: 'string', default: '0' },
    contrast: { type: 'string', default: '0' },
    feather: { type: 'string', default: '0' },
    holes: { type: 'string', default: 'auto' },
    translucent: { type: 'boolean', default: false },
    keep: { type: 'string' },
    decontaminate: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    recursive: { type: 'boolean', short: 'r', default: false },
    provider: { type: 'string', default: 'wasm' },
    threads: { type: 'string' },
    models: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
    version: { type: 'boolean', default: false },
  },
} as const satisfies ParseArgsConfig;

const NUMBERS = '--shift --smooth --contrast --feather --keep --decontaminate --threads'.split(' ');

type Values = ReturnType<typeof parseArgs<typeof CONFIG>>['values'];

const OUTPUTS: Readonly<Record<string, readonly Output[]>> = {
  both: ['mask', 'cutout'],
  mask: ['mask'],
  cutout: ['cutout'],
};
const QUALITIES: Readonly<Record<Quality, Quality>> = {
  fast: 'fast',
  standard: 'standard',
  best: 'best',
};
const PROVIDERS: Readonly<Record<ProviderChoice, ProviderChoice>> = {
  auto: 'auto',
  wasm: 'wasm',
  webgpu: 'webgpu',
};
const HOLES: Readonly<Record<HoleChoice, HoleChoice>> = { auto: 'auto', keep: 'keep', cut: 'cut' };

function toRequest(values: Values, inputs: readonly string[]): CutOutRequest {
  return {
    inputs,
    outputs: choose('--output', values.output, OUTPUTS),
    quality: choose('--quality', values.quality, QUALITIES),
    edges: toEdges(values),
    islands: {
      holes: choose('--holes', values.holes, HOLES),
      ...(values.keep === undefined
        ? {}
        : { largest: toWholeNumber('--keep', values.keep, [1, Infinity]) }),
    },
    isTranslucent: values.translucent,
    decontaminate: toNumber('--decontaminate', values.decontaminate, [0, 1]),
    provider: choose('--provider', values.provider, PROVIDERS),
    isJson: values.json,
    isRecursive: values.recursive,
    ...(values.out === undefined ? {} : { out: values.out }),
    ...(values.threads === undefined
      ? {}
      : { threads: toWholeNumber('--threads', values.threads, [1, MOST_THREADS]) }),
    ...(values.models === undefined ? {} : { models: values.models }),
  };
}

function choose<T>(option: string, value: string, choices: Readonly<Record<string, T>>): T {
  const choice = Object.hasOwn(choices, value) ? choices[value] : undefined;
  if (choice === undefined)
    throw new Error(`${option} is one of ${Object.keys(choices).join(', ')}, not '${value}'`);
  return choice;
}

function toEdges(values: Values): EdgeControls {
  const read = (name: keyof EdgeControls): number =>
    toNumber(`--${name}`, values[name], EDGE_CONTROL_RANGES[name]);
  return {
    shift: read('shift'),
    smooth: read('smooth'),
    contrast: read('contrast'),
    feather: read('feather'),
  };
}

/** More would only fail later: each thread is a worker with a stack of its own in the wasm heap. */
const MOST_THREADS = 64;
