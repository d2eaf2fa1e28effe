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

/** As networks are exported: the batch and channels of the plane itself, the height and width of another. */
function resizeLike(plane: string, other: string, result: string) {
  return [
    node('Shape', [plane], `${result}-own`),
    node('Shape', [other], `${result}-other`),
    node('Concat', [`${result}-own`, `${result}-other`], `${result}-sizes`),
    node('Resize', [plane, '', '', `${result}-sizes`], result),
  ];
}

const NETWORK = networkOf(
  node('MaxPool', ['image'], 'half'),
  node('MaxPool', ['half'], 'quarter'),
  ...resizeLike('quarter', 'half', 'wide'),
  node('Add', ['wide', 'half'], 'sum'),
  ...resizeLike('quarter', 'image', 'whole'),
  ...resizeLike('sum', 'image', 'detail'),
  node('Concat', ['whole', 'detail'], 'alpha'),
  sized(11, 'image', 1, 3, 64, 64),
  sized(12, 'alpha', 1, 1, 64, 64),
  declared(13, 'half', FLOAT),
);

describe('freeExtent', () => {
  const freed = freeExtent(NETWORK);

  it('multiplies by what the planes differ where a size was written, and drops what computed the size', () => {
    expect(nodesIn(freed)).toEqual([
      'MaxPool image > half',
      'MaxPool half > quarter',
      'Resize quarter,,times4 > whole',
      'Resize quarter,,times2 > wide',
      'Add wide,half > sum',
      'Resize sum,,times2 > detail',
      'Concat whole,detail > alpha',
    ]);
    const scales = graphIn(freed).filter(({ number }) => number === 5);
    expect(scales.map((scale) => [...toFloats(readTensor(scale))])).toEqual([
      [1, 1, 2, 2],
      [1, 1, 4, 4],
    ]);
  });

  it('doubles where a size is written in numbers', () => {
    const fixed = networkOf(
      node('Shape', ['image'], 'own'),
      node('Concat', ['own', 'numbers'], 'sizes'),
      node('Resize', ['image', '', '', 'sizes'], 'alpha'),
      sized(11, 'image', 1, 3, 64, 64),
      sized(12, 'alpha', 1, 1, 128, 128),
    );

    expect(nodesIn(freeExtent(fixed))).toEqual(['Resize image,,times2 > alpha']);
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
