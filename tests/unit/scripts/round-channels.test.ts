import { roundChannels } from '../../../scripts/models/round-channels';

describe('roundChannels', () => {
  it('gives the largest weight of each channel 127 steps and rounds the others', () => {
    const weights = Float32Array.of(1.27, -0.011, 0.506, -254, 3, 0);

    const { steps, scales } = roundChannels(weights, 2);

    expect([...steps]).toEqual([127, -1, 51, -127, 2, 0]);
    expect([...scales]).toEqual([Math.fround(0.01), 2]);
  });

  it('leaves a channel of zeros at zero', () => {
    const { steps, scales } = roundChannels(new Float32Array(2), 1);

    expect([...steps]).toEqual([0, 0]);
    expect([...scales]).toEqual([1]);
  });

  it('misses no weight by more than half a step', () => {
    const weights = Float32Array.from(
      { length: 400 },
      (_, i) => Math.sin(i * i) * (i < 200 ? 9 : 0.01),
    );

    const { steps, scales } = roundChannels(weights, 4);

    const misses = [...weights].map((weight, i) => {
      const scale = scales[Math.floor(i / 100)] ?? 0;
      return Math.abs(weight - (steps[i] ?? 0) * scale) / scale;
    });
    expect(Math.max(...misses)).toBeLessThanOrEqual(0.50001);
    expect(Math.max(...misses)).toBeGreaterThan(0.4);
  });
});
