/** @jest-environment jsdom */
import { act, screen, waitFor, within } from '@testing-library/react';
import type { ComputerTest, ProviderFallback, RemovalReport } from '../../../src/jobs';
import { OffcutError } from '../../../src/support';
import { button, open, openDialog, openPanel, result, settle, standIn } from './open-panel';
import { documentNamed, REPORT, ScriptedJobs } from './scripted-jobs';

beforeAll(standIn);

const MATCHES: ComputerTest = {
  tests: [
    { provider: 'webgpu', runMs: 41.2, meanDifference: 0.0002 },
    { provider: 'wasm', runMs: 2412, meanDifference: 0 },
  ],
  winner: 'webgpu',
};
const WRONG: ComputerTest = {
  tests: [
    {
      provider: 'webgpu',
      runMs: 41,
      meanDifference: 0.214,
      failure: { code: 'wrong-numbers', reason: '0.214 where 0.002 is allowed' },
    },
    { provider: 'wasm', runMs: 2412, meanDifference: 0 },
  ],
  winner: 'wasm',
};
const NONE: ComputerTest = {
  tests: [
    { provider: 'webgpu', failure: { code: 'no-webgpu', reason: 'navigator.gpu is absent' } },
    { provider: 'wasm', runMs: 9, meanDifference: 0 },
  ],
  winner: 'wasm',
};
const WRONG_LINE = 'The GPU gave wrong numbers, so the CPU runs.';

describe('what the panel says of this computer', () => {
  it('is closed at first, and opens and closes by the keyboard', async () => {
    const { user } = await openPanel();
    expect(title().getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByRole('button', { name: 'Test this computer' })).toBeNull();

    act(() => title().focus());
    await user.keyboard('{Enter}');
    expect(within(computer()).getByText('Not tested yet.')).toBeTruthy();

    await user.keyboard('{Enter}');
    expect(screen.queryByRole('button', { name: 'Test this computer' })).toBeNull();
  });

  it('lies behind the buttons, and its parts follow one another', async () => {
    const { user } = await openComputer();

    act(() => title().focus());
    const order = [];
    for (let step = 0; step < 5; step++) {
      await user.tab();
      order.push(document.activeElement);
    }

    expect(order).toEqual([
      button('Test this computer'),
      screen.getByRole('radio', { name: '5 min' }),
      button('Diagnostics'),
      screen.getByRole('textbox', { name: 'Log' }),
      button('Copy log'),
    ]);
  });

  it('tells what the last removal ran on, and why not on the GPU', async () => {
    const { jobs, user } = await openComputer();

    await remove(jobs, user, ranOn({ code: 'no-webgpu', reason: 'navigator.gpu is absent' }));

    const shown = within(computer());
    expect(shown.getByText('Last run: CPU, 1 thread, 5.1 s')).toBeTruthy();
    expect(shown.getByText(/^Photoshop gives plugins no access to the GPU here/)).toBeTruthy();
    expect(shown.getByText('navigator.gpu is absent')).toBeTruthy();
  });

  it('says where a reason is known from an earlier session', async () => {
    const { jobs, user } = await openComputer();

    await remove(jobs, user, ranOn({ code: 'wrong-numbers', reason: 'off', isRemembered: true }));

    expect(within(computer()).getByText(/Known from an earlier session/)).toBeTruthy();
  });

  it('has no other controls in a dialog, which is about one command', async () => {
    await openDialog();

    expect(screen.queryByRole('button', { name: 'This computer' })).toBeNull();
  });
});

describe('the device of a run', () => {
  it('is the GPU without threads, which are the CPU’s', async () => {
    const { jobs, user } = await openPanel();
    const run = { ...REPORT.run, provider: 'webgpu' as const };

    await remove(jobs, user, { ...REPORT, run, totalMs: 432 });

    expect(within(result()).getByText('GPU, 0.4 s')).toBeTruthy();
  });

  it('comes with the reason why the GPU did not run', async () => {
    const { jobs, user } = await openPanel();

    await remove(jobs, user, ranOn({ code: 'wrong-numbers', reason: 'off' }));

    expect(within(result()).getByText(WRONG_LINE)).toBeTruthy();
  });

  it.each(['no-webgpu', 'slower'] as const)('is not explained each time for %s', async (code) => {
    const { jobs, user } = await openPanel();

    await remove(jobs, user, ranOn({ code, reason: '' }));

    expect(within(result()).queryByText(/so the CPU runs/)).toBeNull();
  });

  it('is no longer explained once a test has shown the same, but anything new is', async () => {
    const { jobs, user } = await openComputer();
    await test(jobs, user, WRONG);

    await remove(jobs, user, ranOn({ code: 'wrong-numbers', reason: 'off', isRemembered: true }));
    expect(within(result()).queryByText(WRONG_LINE)).toBeNull();

    await user.click(button('Remove Background'));
    await settle(() => jobs.removals[1]!.succeed(ranOn({ code: 'device-lost', reason: 'gone' })));
    expect(within(result()).getByText(/^The GPU went away/)).toBeTruthy();
  });

  it('is explained once for a whole batch', async () => {
    const { jobs, user } = await openPanel();
    const report = ranOn({ code: 'wrong-numbers', reason: 'off' });
    await user.click(button('All Open Documents (2)'));

    await settle(() =>
      jobs.batches[0]!.succeed({
        outcomes: [1, 2].map((id) => ({
          kind: 'done' as const,
          document: documentNamed(id, `${id}.psd`),
          report,
        })),
      }),
    );

    expect(within(result()).getAllByText(WRONG_LINE)).toHaveLength(1);
  });

  it('is explained in a dialog as well', async () => {
    const { jobs } = await openDialog();

    await settle(() => jobs.removals[0]!.succeed(ranOn({ code: 'no-device', reason: '' })));

    expect(within(result()).getByText(/^The GPU could not be opened/)).toBeTruthy();
  });
});

describe('the test of this computer', () => {
  it('shows how far it is, and what each provider did', async () => {
    const { jobs, user } = await openComputer();
    await user.click(button('Test this computer'));
    expect(document.activeElement).toBe(button('Cancel'));

    act(() => jobs.tests[0]!.context.onProgress(0.4));
    const bar = screen.getByRole('progressbar', { name: 'Testing this computer' });
    expect(bar.getAttribute('aria-valuetext')).toBe('40%');

    await settle(() => jobs.tests[0]!.succeed(MATCHES));
    expect(rows()).toEqual(['GPU41 msmatches', 'CPU2412 msmatches']);
    expect(within(computer()).getByText('The GPU runs from now on.')).toBeTruthy();
    expect(document.activeElement).toBe(button('Test this computer'));
  });

  it.each([
    [WRONG, 'GPU41 msoff by 21.4 %', WRONG_LINE, '0.214 where 0.002 is allowed'],
    [NONE, 'GPU–did not run', /^Photoshop gives plugins no access/, 'navigator.gpu is absent'],
  ])('says why the GPU does not serve', async (outcome, row, line, reason) => {
    const { jobs, user } = await openComputer();

    await test(jobs, user, outcome);

    const shown = within(computer());
    expect(rows()[0]).toBe(row);
    expect(shown.getByText('The CPU runs from now on.')).toBeTruthy();
    expect(shown.getByText(line)).toBeTruthy();
    expect(shown.getByText(reason)).toBeTruthy();
  });

  it('is cancelled by Esc, and is then as before', async () => {
    const { jobs, user } = await openComputer();
    await test(jobs, user, MATCHES);
    await user.click(button('Test this computer'));
    expect(rows()).toEqual([]);

    await user.keyboard('{Escape}');

    await waitFor(() => expect(button('Test this computer')).toBeTruthy());
    expect(jobs.tests[1]!.context.signal.aborted).toBe(true);
    expect(rows()).toHaveLength(2);
    expect(within(computer()).queryByRole('alert')).toBeNull();
  });

  it('is cancelled by its button, which gives the focus back', async () => {
    const { user } = await openComputer();
    await user.click(button('Test this computer'));

    await user.click(button('Cancel'));

    await waitFor(() => expect(document.activeElement).toBe(button('Test this computer')));
    expect(within(computer()).getByText('Test cancelled')).toBeTruthy();
  });

  it('shows an error with its next step', async () => {
    const { jobs, user } = await openComputer();
    await user.click(button('Test this computer'));

    await settle(() => jobs.tests[0]!.fail(new OffcutError('model-missing', '')));

    expect(within(computer()).getByRole('alert').textContent).not.toBe('');
    expect(button('Test this computer')).toBeTruthy();
  });

  it('and a removal never run at once', async () => {
    const { jobs, user, controller } = await openComputer();
    await user.click(button('Test this computer'));
    expect(button('Remove Background').hasAttribute('disabled')).toBe(true);
    expect(controller.accept('remove-background')).toBe(false);

    await settle(() => jobs.tests[0]!.succeed(MATCHES));
    await user.click(button('Remove Background'));

    expect(button('Test this computer').hasAttribute('disabled')).toBe(true);
    await act(() => controller.computer.test());
    expect(jobs.tests).toHaveLength(1);
  });

  it('stays in sight while it runs', async () => {
    const { jobs, user } = await openComputer();
    await user.click(button('Test this computer'));

    await user.click(title());

    act(() => jobs.tests[0]!.context.onProgress(0.5));
    expect(screen.getByRole('progressbar', { name: 'Testing this computer' })).toBeTruthy();
  });
});

describe('the memory that an idle panel keeps', () => {
  it('is freed after five minutes unless a person chooses otherwise, though it cannot be saved', async () => {
    const { jobs, user } = await openComputer();
    expect(checkedTime()).toBe('5');

    await user.click(screen.getByRole('radio', { name: 'Never' }));

    expect(jobs.unloadChoices).toEqual([0]);
    expect(checkedTime()).toBe('0');
  });

  it('is as it was chosen in an earlier session', async () => {
    const jobs = Object.assign(new ScriptedJobs(), { unloadAfterMinutes: 60 });
    const { user } = await open(() => Promise.resolve(jobs));
    await user.click(title());

    expect(checkedTime()).toBe('60');
  });
});

describe('the networks', () => {
  it('are made ready once the panel shows, and again for another quality', async () => {
    const { jobs, user } = await openPanel();
    expect(jobs.warmedUp).toEqual([]);
    await waitFor(() => expect(jobs.warmedUp).toEqual(['standard']));

    await user.click(screen.getByRole('radio', { name: /^Best/ }));

    await waitFor(() => expect(jobs.warmedUp).toEqual(['standard', 'best']));
  });
});

describe('the log', () => {
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'clipboard');
    Reflect.deleteProperty(document, 'execCommand');
  });

  it('shows each line as it is added', async () => {
    const { jobs } = await openComputer();

    act(() => {
      jobs.log.add('one');
      jobs.log.add('two');
    });

    expect(logField().value).toBe('1.50 s: one\n1.50 s: two');
    expect(logField().readOnly).toBe(true);
  });

  it('is copied to the clipboard', async () => {
    const { jobs, user } = await openComputer();
    const copied = allowClipboard((text) => Promise.resolve(text));
    act(() => jobs.log.add('one'));

    await user.click(button('Copy log'));

    expect(copied).toEqual(['1.50 s: one']);
    expect(within(computer()).getByText(/^Copied\./)).toBeTruthy();
  });

  it('is copied as by the keyboard where there is no clipboard', async () => {
    const { jobs, user } = await openComputer();
    allowClipboard(() => Promise.reject(new Error('refused')));
    const commands = answerCommands(true);
    act(() => jobs.log.add('one'));

    await user.click(button('Copy log'));

    expect(commands).toEqual(['copy']);
    expect(logField().selectionEnd).toBe('1.50 s: one'.length);
    await waitFor(() => expect(within(computer()).getByText(/^Copied\./)).toBeTruthy());
  });

  it('is selected, and says that it could not be copied, where neither is allowed', async () => {
    const { jobs, user } = await openComputer();
    allowClipboard(() => Promise.reject(new Error('refused')));
    answerCommands(false);
    act(() => jobs.log.add('one'));

    await user.click(button('Copy log'));

    await waitFor(() => expect(within(computer()).getByText(/^Could not copy\./)).toBeTruthy());
    expect(document.activeElement).toBe(logField());
  });
});

async function openComputer() {
  const opened = await openPanel();
  await opened.user.click(title());
  return opened;
}

type User = Awaited<ReturnType<typeof openPanel>>['user'];

async function test(jobs: ScriptedJobs, user: User, outcome: ComputerTest): Promise<void> {
  await user.click(button('Test this computer'));
  await settle(() => jobs.tests.at(-1)!.succeed(outcome));
}

async function remove(jobs: ScriptedJobs, user: User, report: RemovalReport): Promise<void> {
  await user.click(button('Remove Background'));
  await settle(() => jobs.removals.at(-1)!.succeed(report));
}

function ranOn(
  fallback: Pick<ProviderFallback, 'code' | 'reason'> & Partial<ProviderFallback>,
): RemovalReport {
  return { ...REPORT, run: { ...REPORT.run, fallback: { isRemembered: false, ...fallback } } };
}

function title(): HTMLElement {
  return button('This computer');
}

function computer(): HTMLElement {
  return screen.getByRole('group', { name: 'This computer' });
}

function rows(): readonly (string | null)[] {
  const tables = within(computer()).queryAllByRole('table', { name: 'Results of the test' });
  return tables.flatMap((table) =>
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent),
  );
}

function checkedTime(): string | undefined {
  const group = screen.getByRole('radiogroup', { name: 'Free memory when idle for' });
  return within(group)
    .getAllByRole<HTMLInputElement>('radio')
    .find(({ checked }) => checked)?.value;
}

function logField(): HTMLTextAreaElement {
  return screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Log' });
}

function allowClipboard(answer: (text: string) => Promise<unknown>): readonly string[] {
  const texts: string[] = [];
  const writeText = (text: string) => {
    texts.push(text);
    return answer(text);
  };
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  return texts;
}

function answerCommands(answer: boolean): readonly string[] {
  const commands: string[] = [];
  const execCommand = (command: string) => {
    commands.push(command);
    return answer;
  };
  Object.defineProperty(document, 'execCommand', { configurable: true, value: execCommand });
  return commands;
}
