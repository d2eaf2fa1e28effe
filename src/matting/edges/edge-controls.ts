/**
 * What a person does to the edge of a finished layer mask, without another inference. Lengths are in pixels of the mask
 * that is adjusted: for a preview, see scaleEdgeControls. They take effect in the order in which they stand here.
 */
export interface EdgeControls {
  /**
   * Pixels, 0…20; 0 by default. Raising it takes away wider jags, spikes and notches of the contour: those up to about
   * this wide go, thin hair among them, and corners round. Straight edges and their softness stay where they are. Below
   * about 0.6 there is no neighbour to ask and nothing changes.
   */
  readonly smooth: number;
  /**
   * Percent of the transition that goes hard, half of it at either end; 0…100, 0 by default. Raising it makes soft edges
   * narrower around their middle; 100 leaves them nearly hard.
   */
  readonly contrast: number;
  /**
   * Pixels, −20…20, in fractions too; 0 by default. Raising it moves the edge outwards, so that the subject grows; below
   * 0 the subject shrinks, and what is thinner than twice the shift goes. The softness of the transition is kept.
   */
  readonly shift: number;
  /** Pixels, 0…100: the standard deviation of a blur; 0 by default. Raising it makes the transition wider and softer. */
  readonly feather: number;
}

/** The mask as it is, bit for bit. */
export const NO_EDGE_CONTROLS: EdgeControls = { smooth: 0, contrast: 0, shift: 0, feather: 0 };

/** The least and the greatest value of each control. */
export const EDGE_CONTROL_RANGES: Readonly<Record<keyof EdgeControls, readonly [number, number]>> =
  { smooth: [0, 20], contrast: [0, 100], shift: [-20, 20], feather: [0, 100] };

const NAMES = ['smooth', 'contrast', 'shift', 'feather'] as const;

/** @throws RangeError when a control is no number or outside its range; it names the control and the range. */
export function assertEdgeControls(controls: EdgeControls): void {
  for (const name of NAMES) {
    const [least, greatest] = EDGE_CONTROL_RANGES[name];
    const value = controls[name];
    if (!(value >= least && value <= greatest))
      throw new RangeError(
        `Expected ${name} between ${least} and ${greatest} but received ${value}`,
      );
  }
}

/** Whether the controls leave every mask as it is. */
export function isNoEdgeControls(controls: EdgeControls): boolean {
  return NAMES.every((name) => controls[name] === 0);
}

/**
 * The controls that look the same on a smaller copy of the mask: lengths times `ratio`, the copy's width by the mask's.
 * @throws RangeError when the ratio is not above 0 and at most 1.
 */
export function scaleEdgeControls(controls: EdgeControls, ratio: number): EdgeControls {
  if (!(ratio > 0 && ratio <= 1))
    throw new RangeError(`Expected a ratio above 0 and at most 1 but received ${ratio}`);
  return {
    ...controls,
    smooth: controls.smooth * ratio,
    shift: controls.shift * ratio,
    feather: controls.feather * ratio,
  };
}
