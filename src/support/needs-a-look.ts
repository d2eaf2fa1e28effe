/**
 * A matte's uncertainty, in [0, 1], from which a person is asked to look at it. A quarter of what may be subject being
 * undecided is more than an edge or a head of hair brings about: mostly it is a subject that was found by half.
 */
export const NEEDS_A_LOOK = 0.25;

/** Whether a person is asked to look at a matte of this uncertainty (see uncertaintyOf). */
export function needsALook(uncertainty: number): boolean {
  return uncertainty >= NEEDS_A_LOOK;
}
