import {
  EDGE_CONTROL_RANGES,
  isNoEdgeControls,
  NO_EDGE_CONTROLS,
  scaleEdgeControls,
  assertEdgeControls,
} from '../../../../src/matting';

describe('assertEdgeControls', () => {
  it('takes both ends of every range', () => {
    const { smooth, contrast, shift, feather } = EDGE_CONTROL_RANGES;
    const at = (end: 0 | 1) => ({
      smooth: smooth[end],
      contrast: contrast[end],
      shift: shift[end],
      feather: feather[end],
    });

    expect(() => assertEdgeControls(at(0))).not.toThrow();
    expect(() => assertEdgeControls(at(1))).not.toThrow();
  });
});

describe('isNoEdgeControls', () => {
  it('holds only where every control is 0', () => {
    expect(isNoEdgeControls(NO_EDGE_CONTROLS)).toBe(true);
    expect(isNoEdgeControls({ ...NO_EDGE_CONTROLS, shift: -0.5 })).toBe(false);
  });
});

describe('scaleEdgeControls', () => {
  it('scales what is in pixels and keeps the contrast', () => {
    const controls = { smooth: 4, contrast: 30, shift: -2, feather: 8 };

    expect(scaleEdgeControls(controls, 0.25)).toEqual({
      smooth: 1,
      contrast: 30,
      shift: -0.5,
      feather: 2,
    });
  });

  it.each([0, -1, 1.01, NaN])('refuses a ratio of %f', (ratio) => {
    expect(() => scaleEdgeControls(NO_EDGE_CONTROLS, ratio)).toThrow(RangeError);
  });
});
