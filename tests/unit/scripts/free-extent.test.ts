import { freeExtent } from '../../../scripts/models/free-extent';
import {
  childOf,
  integersOf,
  readFields,
  textsOf,
  varintOf,
} from '../../../scripts/models/protobuf-fields';
import type { Field } from '../../../scripts/models/protobuf-fields';
import { readTensor, toFloats } from '../../../scripts/models/tensors';
import {
  declared,
  graphIn,
  message,
  networkOf,
  node,
  nodesIn,
  text,
} from '../../support/network-fields';

const FLOAT = 1;
const sized = (number: 11 | 12, name: string, ...sides: number[]) =>
  message(
    number,
    text(1, name),
    message(
      2,
      message(
        1,
        varintOf(1, FLOAT),
        message(2, ...sides.map((side) => message(1, varintOf(1, side)))),
      ),
    ),
  );

const NETWORK = networkOf(
  node('MaxPool', ['image'], 'half'),
  node('Shape', ['half'], 'shape'),
  node('Concat', ['shape'], 'sizes'),
  node('Resize', ['half', '', '', 'sizes'], 'alpha'),
  sized(11, 'image', 1, 3, 64, 64),
  sized(12, 'alpha', 1, 1, 64, 64),
  declared(13, 'half', FLOAT),
);

describe('freeExtent', () => {
  const freed = freeExtent(NETWORK);

  it('doubles where a size was written, and drops what computed the size', () => {
    expect(nodesIn(freed)).toEqual(['MaxPool image > half', 'Resize half,,twice > alpha']);
    const [twice] = graphIn(freed).filter(({ number }) => number === 5);
    expect([...toFloats(readTensor(twice!))]).toEqual([1, 1, 2, 2]);
  });

  it('names height and width of input and output, and keeps batch and channels', () => {
    const ends = graphIn(freed).filter(({ number }) => number === 11 || number === 12);

    expect(ends.map(dimensionsOf)).toEqual([
      [1, 3, 'h', 'w'],
      [1, 1, 'h', 'w'],
    ]);
  });

  it('drops what is noted of shapes', () => {
    expect(graphIn(freed).filter(({ number }) => number === 13)).toEqual([]);
  });
});

/** Each dimension's number, or its name. */
function dimensionsOf(end: Field): (number | string | undefined)[] {
  const tensor = childOf(childOf(end, 2)!, 1)!;
  return readFields(childOf(tensor, 2)!.content).map(({ content }) => {
    const fields = readFields(content);
    return [...integersOf(fields, 1), ...textsOf(fields, 2)][0];
  });
}
