import { planOutputs } from '../../../src/cli/plan-outputs';

const named = (path: string, subfolder = '') => ({ path, subfolder });
const masks = (...planned: Parameters<typeof planOutputs>) =>
  planOutputs(...planned).map(({ mask }) => mask);

describe('planOutputs', () => {
  it('puts both outputs beside the picture', () => {
    const [job] = planOutputs([named('photos/rose.v2.jpg')]);

    expect(job).toMatchObject({
      folder: 'photos',
      mask: 'photos/rose.v2.mask.png',
      cutOut: 'photos/rose.v2.cutout.png',
    });
  });

  it('mirrors the folders below the named one in the output folder', () => {
    expect(masks([named('in/a.jpg'), named('in/deep/a.jpg', 'deep')], 'out')).toEqual([
      'out/a.mask.png',
      'out/deep/a.mask.png',
    ]);
  });

  it('counts up when two pictures would become the same file', () => {
    expect(masks([named('x/a.jpg'), named('y/a.jpg'), named('y/A.png')], 'out')).toEqual([
      'out/a.mask.png',
      'out/a-2.mask.png',
      'out/A-3.mask.png',
    ]);
  });

  it('steps past a name that counting up has used', () => {
    expect(masks([named('a.jpg'), named('a.png'), named('a-2.jpg')])).toEqual([
      'a.mask.png',
      'a-2.mask.png',
      'a-2-2.mask.png',
    ]);
  });

  it('never plans to write over an input', () => {
    expect(masks([named('a.jpg'), named('a.mask.png')])).toEqual([
      'a-2.mask.png',
      'a.mask.mask.png',
    ]);
  });
});
