import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Environment, Jobs } from '../../../src/jobs';
import { PanelApp } from '../../../src/panel/panel-app';
import { PanelController } from '../../../src/panel/panel-controller';
import { ScriptedJobs } from './scripted-jobs';

/** jsdom has no layout and so no media queries; Spectrum asks for the pointer's size. */
export function standIn(): void {
  Element.prototype.scrollIntoView = () => undefined;
  window.matchMedia = (media: string) =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    }) as MediaQueryList;
}

type Change = Partial<Pick<ScriptedJobs, 'target' | 'tiers' | 'preferredTier' | 'preferredOutput'>>;

export async function openPanel(change: Change = {}) {
  const jobs = Object.assign(new ScriptedJobs(), change);
  return { jobs, ...(await open(() => Promise.resolve(jobs))) };
}

export async function openDialog(environment: Partial<Environment> = {}) {
  const jobs = new ScriptedJobs({
    surface: 'dialog',
    command: 'remove-background',
    ...environment,
  });
  return { jobs, ...(await open(() => Promise.resolve(jobs))) };
}

export async function open(openJobs: () => Promise<Jobs>) {
  const controller = new PanelController(openJobs);
  render(<PanelApp controller={controller} />);
  await settle(() => controller.start());
  return { controller, user: userEvent.setup() };
}

/** Takes the step and lets what follows from it come to rest. */
export function settle(step: () => unknown): Promise<void> {
  return act(async () => {
    step();
    await Promise.resolve();
  });
}

export function result(): HTMLElement {
  return screen.getByRole('region', { name: 'Result' });
}

export function button(name: string): HTMLElement {
  return screen.getByRole('button', { name });
}
