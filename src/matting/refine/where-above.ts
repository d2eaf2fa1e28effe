/** 1 where a value lies above the limit, 0 elsewhere. Borrows the values; allocates a byte for each. */
export function whereAbove(values: Float32Array, limit: number): Uint8Array {
  const isAbove = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i += 1) if (values[i] > limit) isAbove[i] = 1;
  return isAbove;
}
