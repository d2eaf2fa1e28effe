const MOST_STEPS = 127;

/** Weights as whole steps of −127 to 127, and the length of a step in each channel. */
export interface RoundedChannels {
  readonly steps: Int8Array;
  readonly scales: Float32Array;
}

/**
 * Rounds weights (`channels` runs of equal length) to the nearest step, with the largest weight of a channel at 127 steps;
 * a channel of zeros has steps of 1. Allocates 1 byte a weight and 4 a channel.
 */
export function roundChannels(weights: Float32Array, channels: number): RoundedChannels {
  const length = weights.length / channels;
  const steps = new Int8Array(weights.length);
  const scales = new Float32Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    const run = weights.subarray(channel * length, (channel + 1) * length);
    const scale = Math.fround(largest(run) / MOST_STEPS) || 1;
    scales[channel] = scale;
    for (let i = 0; i < length; i++)
      steps[channel * length + i] = Math.round((run[i] ?? 0) / scale);
  }
  return { steps, scales };
}

function largest(weights: Float32Array): number {
  return weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
}
