import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ReferenceNetwork } from './networks';
import { resizePlane, type Plane } from './resize-plane';

/** Planes of 8-bit values, red, green, blue. */
export type Photograph = readonly [Plane, Plane, Plane];

/** The mask in 0–255, as plainly as it can be written: resize, normalise, run, resize back. */
export async function referenceMask(
  network: ReferenceNetwork,
  photograph: Photograph,
): Promise<Plane> {
  const session = await InferenceSession.create(await network.readWeights());
  const [input] = session.inputNames;
  const [output] = session.outputNames;
  if (input === undefined || output === undefined) throw new Error('The network has no input');
  const outputs = await session.run({ [input]: toTensor(network, photograph) }, [output]);
  await session.release();

  const alpha = outputs[output]?.data;
  if (!(alpha instanceof Float32Array)) throw new Error('The network gave no float32 output');
  const coarse = { width: network.side, height: network.side, values: Float64Array.from(alpha) };
  const { width, height, values } = resizePlane(coarse, photograph[0]);
  return { width, height, values: values.map((value) => Math.round(clamp(value) * 255)) };
}

function toTensor({ side, mean, std }: ReferenceNetwork, photograph: Photograph): Tensor {
  const planes = photograph.map((plane, channel) => {
    const { values } = resizePlane(plane, { width: side, height: side });
    return values.map((value) => (value / 255 - (mean[channel] ?? 0)) / (std[channel] ?? 1));
  });
  const values = Float32Array.from(planes.flatMap((plane) => [...plane]));
  return new Tensor('float32', values, [1, 3, side, side]);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
