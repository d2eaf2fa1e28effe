/**
 * A matte's uncertainty, in [0, 1], from which a person is asked to look at it. Edges and hair leave less than a seventh of
 * what may be subject undecided; more is mostly a subject that was found by half (measured: docs/quality.md).
 */
export const NEEDS_A_LOOK = 0.15;

/** Whether a person is asked to look at a matte of this uncertainty (see uncertaintyOf). */
export function needsALook(uncertainty: number): boolean {
  return uncertainty >= NEEDS_A_LOOK;
}
