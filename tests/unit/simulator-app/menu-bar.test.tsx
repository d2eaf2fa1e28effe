/**
 * @jest-environment jsdom
 */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MenuBar } from '../../../simulator/app/ui/menu-bar';

const chosen: string[] = [];

beforeEach(() => {
  chosen.length = 0;
  render(
    <MenuBar
      menus={[
        { label: 'File', items: [item('Open…'), null, { ...item('Close'), isDisabled: true }] },
        { label: 'Plugins', items: [item('Panel'), item('Remove Background')] },
      ]}
    />,
  );
});

describe('the menu bar', () => {
  it('chooses an item by the keyboard alone', async () => {
    const user = userEvent.setup();

    await user.tab();
    await user.keyboard('{ArrowRight}{Enter}{ArrowDown}{Enter}');

    expect(chosen).toEqual(['Remove Background']);
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('walks from one open menu to the next', async () => {
    const user = userEvent.setup();

    await user.click(screen.getByRole('menuitem', { name: 'File' }));
    await user.keyboard('{ArrowRight}');

    expect(screen.getByRole('menu', { name: 'Plugins' })).toBeTruthy();
  });

  it('closes without a choice on Esc and on a press elsewhere', async () => {
    const user = userEvent.setup();

    await user.click(screen.getByRole('menuitem', { name: 'File' }));
    await user.keyboard('{Escape}');
    const afterEscape = screen.queryByRole('menu');
    await user.click(screen.getByRole('menuitem', { name: 'File' }));
    await user.click(document.body);

    expect(afterEscape).toBeNull();
    expect(screen.queryByRole('menu')).toBeNull();
    expect(chosen).toEqual([]);
  });

  it('skips what cannot be chosen', async () => {
    const user = userEvent.setup();

    await user.click(screen.getByRole('menuitem', { name: 'File' }));
    await user.keyboard('{ArrowDown}{Enter}');

    expect(chosen).toEqual(['Open…']);
  });
});

function item(label: string) {
  return { label, onChoose: () => chosen.push(label) };
}
