import { holdsHalves, widenHalves } from '../../../scripts/models/widen-halves';
import { readTensor, toFloats } from '../../../scripts/models/tensors';
import {
  declared,
  graphIn,
  initializer,
  networkOf,
  node,
  nodesIn,
} from '../../support/network-fields';
import { readFields, textsOf } from '../../../scripts/models/protobuf-fields';

const FLOAT = 1;
const INT64 = 7;
const HALF = 10;
const ONE_IN_HALF = Uint8Array.of(0x00, 0x3c);

/** A convolution in half precision and a resize in float32, as converters write them. */
const CONV = node('Conv', ['image16', 'w'], 'seen');
const RESIZE = node('Resize', ['seen32', '', '', 'sizes'], 'resized32');
const SIGMOID = node('Sigmoid', ['resized16'], 'alpha16');
const GRAPH = [
  node('Cast', ['image'], 'image16'),
  CONV,
  node('Cast', ['seen'], 'seen32'),
  RESIZE,
  node('Cast', ['resized32'], 'resized16'),
  SIGMOID,
  node('Cast', ['alpha16'], 'alpha'),
  initializer('w', [1, 1, 1, 1], HALF, ONE_IN_HALF),
  declared(11, 'image', FLOAT),
  declared(12, 'alpha', FLOAT),
  ...['image16', 'seen', 'resized16', 'alpha16'].map((name) => declared(13, name, HALF)),
  ...['seen32', 'resized32'].map((name) => declared(13, name, FLOAT)),
  declared(13, 'sizes', INT64),
];

describe('widenHalves', () => {
  const widened = widenHalves(networkOf(...GRAPH));

  it('drops casts and joins what stood around them, under the network’s own names', () => {
    expect(nodesIn(widened)).toEqual([
      'Conv image,w > seen',
      'Resize seen,,,sizes > resized32',
      'Sigmoid resized32 > alpha',
    ]);
  });

  it('widens the weights', () => {
    const weights = graphIn(widened)
      .filter(({ number }) => number === 5)
      .map(readTensor);

    expect(weights).toMatchObject([{ name: 'w', dims: [1, 1, 1, 1], element: FLOAT }]);
    expect([...toFloats(weights[0]!)]).toEqual([1]);
  });

  it('keeps no note of a value that is gone or was half', () => {
    const notes = graphIn(widened)
      .filter(({ number }) => number === 13)
      .flatMap(({ content }) => textsOf(readFields(content), 1));

    expect(notes).toEqual(['resized32', 'sizes']);
  });

  it('follows a cast of a cast', () => {
    const network = networkOf(
      node('Relu', ['image'], 'a'),
      node('Cast', ['a'], 'b'),
      node('Cast', ['b'], 'c'),
      node('Relu', ['c'], 'alpha'),
      ...['a', 'c'].map((name) => declared(13, name, FLOAT)),
      declared(13, 'b', HALF),
    );

    expect(nodesIn(widenHalves(network))).toEqual(['Relu image > a', 'Relu a > alpha']);
  });

  it('refuses a cast between other types, which is no matter of precision', () => {
    const network = networkOf(
      node('Cast', ['count'], 'share'),
      declared(13, 'count', INT64),
      declared(13, 'share', HALF),
    );

    expect(() => widenHalves(network)).toThrow('A cast of count is not one between half and float');
  });
});

describe('holdsHalves', () => {
  it('tells half-precision weights from others', () => {
    expect(holdsHalves(networkOf(...GRAPH))).toBe(true);
    expect(holdsHalves(widenHalves(networkOf(...GRAPH)))).toBe(false);
  });
});
