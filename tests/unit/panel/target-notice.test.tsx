/** @jest-environment jsdom */
import { screen } from '@testing-library/react';
import { openPanel, standIn } from './open-panel';
import { TARGET } from './scripted-jobs';

beforeAll(standIn);

describe('the words about the layer to work on', () => {
  it.each([
    ['replace', 'Its layer mask will be replaced.'],
    ['intersect', 'Its layer mask will be narrowed to the subject.'],
    ['add', 'The subject will be added to its layer mask.'],
    ['subtract', 'The subject will be taken out of its layer mask.'],
  ] as const)('say what becomes of its mask: %s', async (existingMask, words) => {
    await openPanel({ target: { ...TARGET, hasLayerMask: true, existingMask } });

    expect(screen.getByText(words)).toBeTruthy();
  });

  it('say that a removal happens inside the selection alone', async () => {
    await openPanel({ target: { ...TARGET, isInSelection: true } });

    expect(screen.getByText('Only inside the selection.')).toBeTruthy();
  });

  it('say nothing of either where there is neither', async () => {
    await openPanel();

    const { textContent } = screen.getByRole('region', { name: 'Layer to work on' });
    expect(textContent).not.toMatch(/mask|selection/);
  });
});
