/** @jest-environment jsdom */
import { screen, within } from '@testing-library/react';
import type { DiagnosticsAnswer, DiagnosticsReport } from '../../../src/jobs';
import { OffcutError } from '../../../src/support';
import { button, openDialog, openPanel, settle, standIn } from './open-panel';

beforeAll(standIn);

const ANSWERED: DiagnosticsAnswer = {
  ...{ id: 'Q3', question: 'May a worker start?', how: 'One is started.' },
  ...{ kind: 'answered', words: 'answered after 9 ms', ms: 9 },
};
const REFUSED: DiagnosticsAnswer = {
  ...{ id: 'Q4', question: 'Does fetch work?', how: 'A file is fetched.' },
  ...{ kind: 'refused', words: 'TypeError: Failed to fetch', ms: 1 },
};
const REPORT: DiagnosticsReport = {
  environment: { hostVersion: '26.0.0', pluginVersion: '0.1.0', surface: 'panel', theme: 'dark' },
  ...{ day: '2026-01-31', answers: [ANSWERED, REFUSED], count: 2, wasCancelled: false },
};

const section = () => within(screen.getByRole('region', { name: 'Diagnostics' }));

describe('the diagnostics in the panel', () => {
  async function begin() {
    const { jobs, user, controller } = await openPanel();
    await user.click(button('This computer'));
    await user.click(button('Diagnostics'));
    return { jobs, user, controller };
  }

  it('show the question that is being asked, and what was answered before', async () => {
    const { jobs } = await begin();

    await settle(() =>
      jobs.diagnostics[0]?.context.onProgress({
        ...{ answers: [ANSWERED], count: 4, question: 'What now?' },
      }),
    );

    expect(section().getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
    expect(section().getByText('What now?')).toBeTruthy();
    expect(section().getByText('answered after 9 ms')).toBeTruthy();
  });

  it('end with answers, refusals in their words, and a report to copy', async () => {
    const { jobs } = await begin();

    await settle(() => jobs.diagnostics[0]?.succeed(REPORT));

    expect(
      section().getByText('2 of 2 questions answered, 1 by a refusal.', {
        selector: '.run > p:not([aria-live])',
      }),
    ).toBeTruthy();
    expect(section().getByText('Refused: TypeError: Failed to fetch')).toBeTruthy();
    const report = section().getByRole<HTMLTextAreaElement>('textbox', { name: 'Report' });
    expect(report.value).toContain('Q3. May a worker start?\n  answered after 9 ms (9 ms)');
    expect(JSON.parse(report.value.split('\n').at(-1) ?? '')).toEqual(REPORT);
    expect(document.activeElement).toBe(button('Run diagnostics again'));
  });

  it('keep everything else waiting, and are stopped by Escape', async () => {
    const { jobs, user, controller } = await begin();
    const isDisabled = (name: string) => button(name).hasAttribute('disabled');

    const during = [isDisabled('Remove Background'), isDisabled('Test this computer')];
    const isAccepted = controller.accept('remove-background');
    await user.keyboard('{Escape}');

    expect(during).toEqual([true, true]);
    expect(isAccepted).toBe(false);
    expect(jobs.diagnostics[0]?.context.signal.aborted).toBe(true);
  });

  it('take no notice of the documents that they make', async () => {
    const { jobs, controller } = await begin();

    jobs.target = new OffcutError('no-document', '');
    await settle(() => controller.changeTarget());

    expect(screen.queryByText('No document is open.')).toBeNull();
  });

  it('open by themselves for a menu command, and stay open when they end', async () => {
    const { jobs, controller } = await openPanel();

    await settle(() => controller.accept('diagnostics'));
    await settle(() => jobs.diagnostics[0]?.succeed(REPORT));

    expect(section().getByRole('textbox', { name: 'Report' })).toBeTruthy();
  });

  it('say what is the matter where they cannot begin', async () => {
    const { jobs } = await begin();

    await settle(() => jobs.diagnostics[0]?.fail(new OffcutError('bridge-closed', '')));

    expect(section().getByRole('alert')).toBeTruthy();
    expect(button('Run diagnostics again')).toBeTruthy();
  });
});

describe('the diagnostics in a dialog', () => {
  it('run at once, and close only when a person says so', async () => {
    const { jobs } = await openDialog({ command: 'diagnostics' });
    const closedDuring = screen.queryByRole('button', { name: 'Close' });

    await settle(() => jobs.diagnostics[0]?.succeed(REPORT));
    const closedBefore = jobs.closed;
    await settle(() => button('Close').click());

    expect([closedDuring, closedBefore, jobs.closed]).toEqual([null, 0, 1]);
  });
});
