/** @jest-environment jsdom */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PluginDock } from '../../../simulator/app/ui/plugin-dock';

const PANEL = {
  id: 'panel',
  label: 'Plugin',
  preferred: { width: 260, height: 420 },
  minimum: { width: 230, height: 300 },
  maximum: { width: 280, height: 500 },
};

beforeAll(() => {
  // jsdom lays nothing out: the place has no height, and so any step up or down lands on the manifest's lower limit.
  window.ResizeObserver = class {
    observe(): void {
      return undefined;
    }
    unobserve(): void {
      return undefined;
    }
    disconnect(): void {
      return undefined;
    }
  };
});

describe('the plugin dock', () => {
  it('starts at the docked width and takes the height that is free, within the limits', () => {
    const { place } = dock();

    expect(place.style).toMatchObject({
      width: '260px',
      height: '',
      minHeight: '300px',
      maxHeight: '500px',
    });
  });

  it('keeps to the limits of the width when its edge is moved', async () => {
    const { user, place } = dock();
    screen.getByRole('separator', { name: 'Panel width' }).focus();

    await user.keyboard('{ArrowLeft>5/}');
    expect(place.style.width).toBe('280px');

    await user.keyboard('{ArrowRight>9/}');
    expect(place.style.width).toBe('230px');
  });

  it('has a height of its own once its lower edge is moved', async () => {
    const { user, place } = dock();
    screen.getByRole('separator', { name: 'Panel height' }).focus();

    await user.keyboard('{ArrowUp}');

    expect(place.style.height).toBe('300px');
  });
});

function dock() {
  const root = document.createElement('div');
  render(<PluginDock panel={PANEL} root={root} isOpen onClose={() => undefined} />);
  return { user: userEvent.setup(), place: root.parentElement as HTMLElement };
}
