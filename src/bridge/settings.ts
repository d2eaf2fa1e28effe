import * as v from 'valibot';

/** What becomes of the mask that a layer has when a removal writes another one. */
export const existingMaskSchema = v.picklist(['replace', 'intersect', 'add', 'subtract']);

/** Which provider serves with a graphics driver, and why where that is the CPU. */
const verdictSchema = v.strictObject({
  driver: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  provider: v.picklist(['webgpu', 'wasm']),
  code: v.optional(v.pipe(v.string(), v.maxLength(40))),
  reason: v.optional(v.pipe(v.string(), v.maxLength(300))),
});

/**
 * What a removal leaves in the document: a mask on the layer, Photoshop's own selection, a new layer with clean colours and
 * the mask over the hidden original, or a saved alpha channel.
 */
export const outputSchema = v.picklist(['mask', 'selection', 'cutout', 'channel']);
export type Output = v.InferOutput<typeof outputSchema>;

/** Preferences kept in plugin-data. Unknown or damaged settings are replaced by their defaults on the host. */
export const settingsSchema = v.strictObject({
  quality: v.optional(v.picklist(['fast', 'standard', 'best'])),
  /** Default `mask`. */
  output: v.optional(outputSchema),
  /** How long after the last removal the networks' memory is given back; 0 never does. */
  unloadAfterMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440))),
  /** What Remove Background does with a Background, which cannot have a layer mask; default `convert`. */
  backgroundLayer: v.optional(v.picklist(['convert', 'refuse'])),
  /** What becomes of the mask that a layer has; default `replace`. Undo brings the old one back. */
  existingMask: v.optional(existingMaskSchema),
  /** Whether an active selection limits a removal to what is inside it; by default it does. */
  useSelection: v.optional(v.boolean()),
  /** What was learnt about this computer's graphics drivers, the latest last. */
  verdicts: v.optional(v.pipe(v.array(verdictSchema), v.maxLength(8))),
});
export type Settings = v.InferOutput<typeof settingsSchema>;
