import * as v from 'valibot';
import type { ModelRegistry } from '../../src/models';

export type Manifest = v.InferOutput<typeof manifestSchema>;
export type Weights = 'all' | 'permissive';

export interface PackagePlan {
  /** What goes in, in the package's order. */
  readonly files: readonly string[];
  /** The registry as the package holds it: only the models that go in. */
  readonly registry: ModelRegistry;
  /** One sentence for each file that is missing or that nothing accounts for; the package may be written when empty. */
  readonly problems: readonly string[];
}

/** What a plugin's folder holds whatever its manifest says. */
const ALWAYS = [
  'panel.html',
  'wasm/ort-wasm-simd-threaded.wasm',
  'wasm/ort-wasm-simd-threaded.jspi.wasm',
  'models/registry.json',
  'LICENSE',
  'THIRD_PARTY_NOTICES.md',
];

/** The part of manifest.json that a package depends on. */
const iconSchema = v.object({ path: v.string(), scale: v.array(v.number()) });
const manifestSchema = v.object({
  id: v.string(),
  version: v.string(),
  main: v.string(),
  icons: v.array(iconSchema),
  entrypoints: v.array(v.object({ icons: v.optional(v.array(iconSchema), []) })),
});

/** @throws ValiError when a field that the package depends on is missing. */
export function parseManifest(json: unknown): Manifest {
  return v.parse(manifestSchema, json);
}

/**
 * Decides what a package holds, from the built folder's file names (relative, forward slashes), its manifest and its
 * registry. The manifest comes first: installers read no further to learn what they hold.
 */
export function planPackage(
  present: readonly string[],
  manifest: Manifest,
  registry: ModelRegistry,
  weights: Weights = 'all',
): PackagePlan {
  const models = registry.models.filter((model) => weights === 'all' || model.isPermissive);
  const leftOut = registry.models.filter((model) => !models.includes(model));
  const files = ['manifest.json', ...[...filesOf(manifest), ...pathsOf(models)].sort()];
  const accounted = new Set([...files, ...pathsOf(leftOut)]);
  return {
    files,
    registry: { models },
    problems: [
      ...files.filter((file) => !present.includes(file)).map((file) => `${file} is missing`),
      ...present.filter((file) => !accounted.has(file)).map((file) => `${file} does not belong`),
    ],
  };
}

/** Icon files as they lie on disk: `icon.png` at scale 2 is `icon@2x.png`. */
export function iconFiles({ icons, entrypoints }: Manifest): string[] {
  return [...icons, ...entrypoints.flatMap((entry) => entry.icons)].flatMap(({ path, scale }) =>
    scale.map((factor) => path.replace(/\.png$/, `@${factor}x.png`)),
  );
}

function filesOf(manifest: Manifest): string[] {
  return [...new Set([...ALWAYS, manifest.main, ...iconFiles(manifest)])];
}

function pathsOf(models: ModelRegistry['models']): string[] {
  return models.map((model) => model.path);
}
