import * as v from 'valibot';
import { OffcutError } from '../support';
import type { ModelRegistry } from './descriptor';

/**
 * Unknown JSON as a registry: every field present, none unknown, ids and paths unique.
 * @throws registry-invalid, with the path of the first wrong field.
 */
export function parseRegistry(json: unknown): ModelRegistry {
  const parsed = v.safeParse(registrySchema, json, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue) ?? 'registry';
  throw new OffcutError('registry-invalid', `${path}: ${issue.message}`, { context: { path } });
}

const text = v.pipe(v.string(), v.nonEmpty());
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Expected 64 hex digits'));
const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.gtValue(0));

const GOLDEN = /^(?:[\w+/]{1366}==|[\w+/]{2731}=)$/;

const sourceSchema = v.strictObject({
  package: text,
  version: text,
  url: v.pipe(v.string(), v.url()),
  file: text,
  byteLength: count,
  sha256: digest,
});

const inputSchema = v.strictObject({
  name: text,
  width: count,
  height: count,
  multipleOf: v.optional(count),
  resize: v.literal('stretch'),
  mean: v.strictTuple([finite, finite, finite]),
  std: v.strictTuple([positive, positive, positive]),
});

const modelSchema = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z][a-z0-9-]*$/, 'Expected lower-case letters, digits, dashes'),
  ),
  name: text,
  quality: v.picklist(['fast', 'standard']),
  task: v.literal('salient-object-segmentation'),
  // The path is read below the plugin's folder: it must not be able to leave it.
  path: v.pipe(v.string(), v.regex(/^models\/[\w-][\w.-]*\.onnx$/, 'Expected models/NAME.onnx')),
  byteLength: count,
  sha256: digest,
  licence: text,
  isPermissive: v.boolean(),
  source: sourceSchema,
  input: inputSchema,
  output: v.strictObject({ name: text, activation: v.picklist(['none', 'sigmoid']) }),
  golden: v.pipe(
    v.string(),
    v.regex(GOLDEN, 'Expected 32 × 32 bytes, or twice as many, as base64'),
  ),
});

const registrySchema = v.strictObject({
  models: v.pipe(
    v.array(modelSchema),
    v.minLength(1),
    v.check((models) => isUnique(models.map(({ id }) => id)), 'Expected ids that differ'),
    v.check((models) => isUnique(models.map(({ path }) => path)), 'Expected paths that differ'),
  ),
});

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
