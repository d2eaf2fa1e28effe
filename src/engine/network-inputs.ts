import { REDUCTION } from '../matting';
import type { InputSpec } from '../models';

/** How a network is fed at a part of its own extent. */
export function inputAt(input: InputSpec, scale: number): InputSpec {
  return { ...input, width: input.width * scale, height: input.height * scale };
}

/** Whether a network also runs at the reduced extent. */
export function runsReduced({ width, height, multipleOf }: InputSpec): boolean {
  return (
    multipleOf !== undefined &&
    [width, height].every((side) => (side * REDUCTION) % multipleOf === 0)
  );
}

/** Every way in which a network is fed: at its own extent, and at the reduced one where it runs there. */
export function inputsOf(input: InputSpec): readonly InputSpec[] {
  return runsReduced(input) ? [input, inputAt(input, REDUCTION)] : [input];
}
