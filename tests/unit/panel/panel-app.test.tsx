/** @jest-environment jsdom */
import { act, screen, waitFor, within } from '@testing-library/react';
import { PanelController } from '../../../src/panel/panel-controller';
import { AbortError, OffcutError } from '../../../src/support';
import type { Jobs, Target } from '../../../src/jobs';
import { button, open, openDialog, openPanel, result, settle, standIn } from './open-panel';
import { documentNamed, FAST, REPORT, TARGET } from './scripted-jobs';

beforeAll(standIn);

describe('the panel', () => {
  it('shows the document and layer to work on, and how many documents are open', async () => {
    await openPanel();

    expect(screen.getByRole('region', { name: 'Layer to work on' }).textContent).toBe(
      'allium.jpgLayer 0',
    );
    expect(button('All Open Documents (2)')).toBeTruthy();
  });

  it('warns that a layer mask will be replaced', async () => {
    await openPanel({ target: { ...TARGET, hasLayerMask: true } });

    expect(screen.getByText('Its layer mask will be replaced.')).toBeTruthy();
  });

  it('says why there is no target and what to do', async () => {
    await openPanel({ target: new OffcutError('no-document', '') });

    expect(screen.getByText('No document is open.')).toBeTruthy();
    expect(screen.getByText('Open a picture in Photoshop.')).toBeTruthy();
  });

  it('follows what is selected in Photoshop', async () => {
    const { jobs, controller } = await openPanel();

    jobs.target = { ...TARGET, layerId: 8 as Target['layerId'], layerName: 'Portrait' };
    await act(() => controller.changeTarget());

    expect(screen.getByRole('region', { name: 'Layer to work on' }).textContent).toContain(
      'Portrait',
    );
  });

  it('offers each quality with its networks and their licences, from fast to best', async () => {
    await openPanel();

    const group = screen.getByRole('radiogroup', { name: 'Quality' });
    const named = (name: string) => within(group).getByRole('radio', { name });
    expect(within(group).getAllByRole('radio')).toEqual([
      named('Fast U²-Net-p · Apache-2.0'),
      named('Standard ISNet · AGPL-3.0'),
      named('Best ISNet · AGPL-3.0 and U²-Net-p · Apache-2.0'),
    ]);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^Standard/ }).checked).toBe(true);
  });

  it('offers only the qualities whose networks are there', async () => {
    await openPanel({ tiers: [FAST], preferredTier: FAST });

    const group = screen.getByRole('radiogroup', { name: 'Quality' });
    expect(within(group).getAllByRole('radio')).toEqual([
      screen.getByRole('radio', { name: /^Fast/ }),
    ]);
  });

  it('uses the quality that is chosen, and keeps the choice', async () => {
    const { jobs, user } = await openPanel();

    await user.click(screen.getByRole('radio', { name: /^Best/ }));
    await user.click(button('Remove Background'));

    expect(jobs.rememberedQualities).toEqual(['best']);
    expect(jobs.usedQualities).toEqual(['best']);
  });

  it('offers four results, a layer mask first', async () => {
    await openPanel();

    const group = screen.getByRole('radiogroup', { name: 'Result' });
    const radios = within(group).getAllByRole<HTMLInputElement>('radio');
    expect(radios.map(({ value, checked }) => [value, checked])).toEqual([
      ['mask', true],
      ['selection', false],
      ['cutout', false],
      ['channel', false],
    ]);
  });

  it('begins with the result that was chosen last', async () => {
    await openPanel({ preferredOutput: 'cutout' });

    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Cut-out' }).checked).toBe(true);
  });

  it('makes what was chosen, of one document or of all, and keeps the choice', async () => {
    const { jobs, user } = await openPanel();

    await user.click(screen.getByRole('radio', { name: 'Selection' }));
    await user.click(button('Remove Background'));
    await settle(() => jobs.removals[0]!.succeed({ ...REPORT, output: 'selection' }));

    expect(screen.getByRole('heading', { name: 'Subject selected' })).toBeTruthy();
    expect(screen.getByText('The selection holds 42 % of the layer.')).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Channel' }));
    await user.click(button('All Open Documents (2)'));
    expect(jobs.usedOutputs).toEqual(['selection', 'channel']);
    expect(jobs.rememberedOutputs).toEqual(['selection', 'channel']);
  });

  it('says that a layer mask will be replaced only where one will be', async () => {
    const { user } = await openPanel({ target: { ...TARGET, hasLayerMask: true } });
    expect(screen.getByText('Its layer mask will be replaced.')).toBeTruthy();

    await user.click(screen.getByRole('radio', { name: 'Cut-out' }));

    expect(screen.queryByText('Its layer mask will be replaced.')).toBeNull();
  });

  it('shows stage and percent while it runs, and no percent where a stage cannot be measured', async () => {
    const { jobs, user } = await openPanel();
    await user.click(button('Remove Background'));

    act(() => jobs.removals[0]!.context.onProgress({ stage: 'loading-model', fraction: 0.5 }));
    const measured = screen.getByRole('progressbar', { name: 'Loading the model' });
    expect(measured.getAttribute('aria-valuetext')).toBe('18%');

    act(() => jobs.removals[0]!.context.onProgress({ stage: 'estimating' }));
    const unmeasured = screen.getByRole('progressbar', { name: 'Finding the subject' });
    expect(unmeasured.getAttribute('aria-valuenow')).toBeNull();
  });

  it('tells how far several passes are, and the refining of edges', async () => {
    const { jobs, user } = await openPanel();
    await user.click(button('Remove Background'));
    const { onProgress } = jobs.removals[0]!.context;

    act(() => onProgress({ stage: 'estimating', fraction: 0.6 }));
    const passes = screen.getByRole('progressbar', { name: 'Finding the subject' });
    expect(passes.getAttribute('aria-valuetext')).toBe('46%');

    act(() => onProgress({ stage: 'refining', fraction: 0.2 }));
    const edges = screen.getByRole('progressbar', { name: 'Refining edges' });
    expect(edges.getAttribute('aria-valuetext')).toBe('65%');
    expect(screen.getByRole('status').textContent).toBe('Refining edges');
  });

  it('shows coverage and the device line when it is done', async () => {
    const { jobs, user } = await openPanel();
    await user.click(button('Remove Background'));

    await settle(() => jobs.removals[0]!.succeed(REPORT));

    expect(screen.getByText('The layer mask shows 42 % of the layer.')).toBeTruthy();
    expect(screen.getByText('CPU, 1 thread, 5.1 s')).toBeTruthy();
  });

  it.each([
    [0.14, false],
    [0.15, true],
    [0.9, true],
  ])('at an uncertainty of %d it asks a person to look: %s', async (uncertainty, asks) => {
    const { jobs, user } = await openPanel();
    await user.click(button('Remove Background'));

    await settle(() => jobs.removals[0]!.succeed({ ...REPORT, uncertainty }));

    const result = within(screen.getByRole('region', { name: 'Result' }));
    expect(result.queryByText(LOOK) !== null).toBe(asks);
    expect(screen.getByRole('status').textContent).toBe(
      asks ? `Background removed. ${LOOK}` : 'Background removed',
    );
  });

  it('shows an error with its next step, and tries the same again', async () => {
    const { jobs, user } = await openPanel();
    await user.click(button('Remove Background'));

    await settle(() => jobs.removals[0]!.fail(new OffcutError('host-busy', '')));
    const alert = screen.getByRole('alert').textContent;
    await user.click(button('Remove Background'));

    expect(alert).toContain('Photoshop is busy with something else.');
    expect(alert).toContain('try again');
    expect(jobs.removals).toHaveLength(2);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('words an error that nobody expected', async () => {
    const { jobs, user } = await openPanel();
    await user.click(button('Remove Background'));

    await settle(() => jobs.removals[0]!.fail(new RangeError('out of bounds')));

    expect(screen.getByRole('alert').textContent).toContain('Offcut did not expect');
  });

  it('cancels by its button, says that it does, and shows no error', async () => {
    const { jobs, user } = await openPanel();
    await user.click(button('Remove Background'));

    await user.click(button('Cancel'));

    expect(jobs.removals[0]!.context.signal.aborted).toBe(true);
    await waitFor(() => expect(button('Remove Background')).toBeTruthy());
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByRole('status').textContent).toBe('Cancelled. Nothing was changed.');
    expect(screen.getAllByText('Cancelled. Nothing was changed.')).toHaveLength(2);
  });

  it('says once what is wrong with the target, though a click met it as well', async () => {
    const { jobs, user } = await openPanel({ target: new OffcutError('locked-layer', '') });
    await user.click(button('Remove Background'));

    await settle(() => jobs.removals[0]!.fail(new OffcutError('locked-layer', '')));

    expect(screen.getAllByText('This layer, or a group that it is in, is locked.')).toHaveLength(1);
    expect(screen.getByRole('alert').textContent).toContain(
      'This layer, or a group that it is in, is locked.',
    );
  });

  it('shows an error besides another one of the target', async () => {
    const { jobs, user } = await openPanel({ target: new OffcutError('locked-layer', '') });
    await user.click(button('Remove Background'));

    await settle(() => jobs.removals[0]!.fail(new OffcutError('host-busy', '')));

    expect(screen.getByRole('alert').textContent).toContain('Photoshop is busy');
    expect(screen.getByText('This layer, or a group that it is in, is locked.')).toBeTruthy();
  });

  it('leaves no trace of a progress report that comes after the end', async () => {
    const { jobs, user } = await openPanel();
    await user.click(button('Remove Background'));
    await settle(() => jobs.removals[0]!.succeed(REPORT));

    act(() => jobs.removals[0]!.context.onProgress({ stage: 'writing-mask' }));

    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('runs a second time as the first', async () => {
    const { jobs, user } = await openPanel();
    for (const turn of [0, 1]) {
      await user.click(button('Remove Background'));
      await settle(() => jobs.removals[turn]!.succeed(REPORT));
    }

    expect(jobs.removals).toHaveLength(2);
    expect(screen.getByText('Background removed', { selector: 'h2' })).toBeTruthy();
  });

  it('forgets what was done as soon as another layer is selected, and not before', async () => {
    const { jobs, user, controller } = await openPanel();
    await user.click(button('Remove Background'));
    await settle(() => jobs.removals[0]!.succeed(REPORT));

    await act(() => controller.changeTarget());
    expect(screen.queryByRole('region', { name: 'Result' })).toBeTruthy();

    jobs.target = { ...TARGET, layerId: 8 as Target['layerId'] };
    await act(() => controller.changeTarget());
    expect(screen.queryByRole('region', { name: 'Result' })).toBeNull();
  });

  it('forgets that it was cancelled as soon as another layer is selected', async () => {
    const { jobs, user, controller } = await openPanel();
    await user.click(button('Remove Background'));
    await user.click(button('Cancel'));

    jobs.target = { ...TARGET, layerId: 8 as Target['layerId'] };
    await act(() => controller.changeTarget());

    expect(screen.queryByText('Cancelled. Nothing was changed.')).toBeNull();
  });

  it('brings what a run came to into sight', async () => {
    const shown: Element[] = [];
    jest.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
      shown.push(this);
    });
    const { jobs, user } = await openPanel();
    await user.click(button('Remove Background'));

    await settle(() => jobs.removals[0]!.succeed(REPORT));

    expect(shown).toEqual([screen.getByRole('region', { name: 'Result' })]);
  });
});

describe('the batch', () => {
  it('shows which document of how many it is at', async () => {
    const { jobs, user } = await openPanel();
    await user.click(button('All Open Documents (2)'));

    act(() =>
      jobs.batches[0]!.context.onProgress({
        position: 3,
        count: 12,
        documentName: 'third.psd',
        inner: { stage: 'estimating' },
        finished: 2,
      }),
    );

    expect(screen.getByText('3 of 12')).toBeTruthy();
    const bar = screen.getByRole('progressbar', { name: 'Finding the subject' });
    expect(bar.getAttribute('aria-valuetext')).toBe('19%');
    expect(screen.getByRole('status').textContent).toBe('3 of 12: Finding the subject');
  });

  it('lists what was done, skipped and why, failed and why, and cancelled', async () => {
    const { jobs, user } = await openPanel();
    await user.click(button('All Open Documents (2)'));

    await settle(() =>
      jobs.batches[0]!.succeed({
        outcomes: [
          { kind: 'done', document: documentNamed(1, 'one.psd'), report: REPORT },
          {
            kind: 'skipped',
            document: documentNamed(2, 'two.jpg'),
            error: new OffcutError('background-layer', ''),
          },
          {
            kind: 'failed',
            document: documentNamed(3, 'three.psd'),
            error: new OffcutError('inference-failed', ''),
          },
          { kind: 'cancelled', document: documentNamed(4, 'four.psd') },
        ],
      }),
    );

    expect(within(result()).getByRole('heading').textContent).toBe(
      '1 done, 1 skipped, 1 failed, 1 cancelled',
    );
    const rows = screen.getAllByRole('listitem').map((row) => row.textContent);
    expect(rows[0]).toMatch(/^one\.psddone.*42 %.*CPU, 1 thread/);
    expect(rows[1]).toMatch(/^two\.jpgskippedA Background layer cannot have a layer mask, and /);
    expect(rows[2]).toMatch(/^three\.psdfailedThe model stopped with an error\./);
    expect(rows[3]).toBe('four.psdcancelled');
  });
});

describe('a batch of which a person should see some', () => {
  const outcome = (id: number, documentName: string, uncertainty: number) => ({
    kind: 'done' as const,
    document: documentNamed(id, documentName),
    report: { ...REPORT, uncertainty },
  });
  const OUTCOMES = [
    outcome(1, 'sure.psd', 0.02),
    outcome(2, 'unsure.psd', 0.3),
    {
      kind: 'failed' as const,
      document: documentNamed(3, 'three.psd'),
      error: new OffcutError('host-busy', ''),
    },
    outcome(4, 'haze.psd', 0.8),
    outcome(5, 'surer.psd', 0.01),
  ];

  it('counts them, marks them, and lists the most uncertain first', async () => {
    const { jobs, user } = await openPanel();
    await user.click(button('All Open Documents (2)'));

    await settle(() => jobs.batches[0]!.succeed({ outcomes: OUTCOMES }));

    const heading = '4 done, 1 failed, 2 to review';
    expect(within(result()).getByRole('heading').textContent).toBe(heading);
    expect(screen.getByRole('status').textContent).toBe(heading);
    const rows = screen.getAllByRole('listitem').map((row) => row.textContent);
    expect(rows.map((row) => row.slice(0, row.indexOf('.psd')))).toEqual([
      'haze',
      'unsure',
      'sure',
      'three',
      'surer',
    ]);
    expect(rows[0]).toContain(`to review${LOOK}`);
    expect(rows[2]).toMatch(/^sure\.psddoneThe layer mask/);
  });

  it('keeps the dialog open', async () => {
    const { jobs } = await openDialog({ command: 'remove-background-all-documents' });

    await settle(() => jobs.batches[0]!.succeed({ outcomes: OUTCOMES.slice(0, 2) }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 1700)));

    expect(jobs.closed).toBe(0);
  });
});

describe('by keyboard', () => {
  it('reaches the qualities, the results, then the buttons, and starts by Enter', async () => {
    const { jobs, user } = await openPanel();

    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: /Standard/ }));
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Layer mask' }));
    await user.tab();
    expect(document.activeElement).toBe(button('Remove Background'));
    await user.keyboard('{Enter}');

    expect(jobs.removals).toHaveLength(1);
  });

  it('chooses a quality by the arrow keys', async () => {
    const { jobs, user } = await openPanel();

    await user.tab();
    await user.keyboard('{ArrowDown}');

    expect(document.activeElement).toBe(screen.getByRole('radio', { name: /^Best/ }));
    expect(jobs.rememberedQualities).toEqual(['best']);
  });

  it('moves the focus to Cancel and back to the button that began', async () => {
    const { jobs, user } = await openPanel();
    await user.click(button('All Open Documents (2)'));
    expect(document.activeElement).toBe(button('Cancel'));

    await settle(() => jobs.batches[0]!.fail(new AbortError()));

    expect(document.activeElement).toBe(button('All Open Documents (2)'));
  });

  it('cancels by Esc wherever the focus is', async () => {
    const { jobs, user } = await openPanel();
    await user.click(button('Remove Background'));
    act(() => (document.activeElement as HTMLElement).blur());

    await user.keyboard('{Escape}');

    expect(jobs.removals[0]!.context.signal.aborted).toBe(true);
  });
});

describe('starting', () => {
  it('says that it is connecting, then that it could not, and tries again', async () => {
    const attempts: ((error: Error) => void)[] = [];
    const openJobs = () => new Promise<Jobs>((_resolve, reject) => attempts.push(reject));
    const { user } = await open(openJobs);

    expect(screen.getByText('Connecting to Photoshop…')).toBeTruthy();
    await settle(() => attempts[0]!(new OffcutError('bridge-timeout', '')));
    expect(screen.getByRole('alert').textContent).toContain('Photoshop did not answer in time.');
    await user.click(button('Try again'));

    expect(attempts).toHaveLength(2);
    expect(screen.getByText('Connecting to Photoshop…')).toBeTruthy();
  });

  it('wears the theme that Photoshop has, and changes with it', async () => {
    const { controller } = await openPanel();
    expect(document.querySelector('.photoshop-darkest')).toBeTruthy();

    act(() => controller.changeTheme('light'));

    expect(document.querySelector('.photoshop-light')).toBeTruthy();
    expect(document.querySelector('.photoshop-darkest')).toBeNull();
  });
});

describe('commands from Photoshop', () => {
  it('takes one up when idle, and refuses another while it runs', async () => {
    const { jobs, controller } = await openPanel();

    const answers: boolean[] = [];
    await settle(() => answers.push(controller.accept('remove-background')));
    await settle(() => answers.push(controller.accept('remove-background-all-documents')));

    expect(answers).toEqual([true, false]);
    expect(jobs.removals).toHaveLength(1);
    expect(jobs.batches).toHaveLength(0);
  });

  it('refuses before it is connected', () => {
    const controller = new PanelController(() => new Promise(() => undefined));

    expect(controller.accept('remove-background')).toBe(false);
  });
});

describe('the dialog of a menu command', () => {
  it('begins at once and closes itself a moment after success', async () => {
    const { jobs } = await openDialog();
    expect(screen.getByRole('progressbar')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Remove Background' })).toBeNull();

    await settle(() => jobs.removals[0]!.succeed(REPORT));
    expect(screen.getByText('CPU, 1 thread, 5.1 s')).toBeTruthy();
    expect(jobs.closed).toBe(0);

    await waitFor(() => expect(jobs.closed).toBe(1), { timeout: 3000 });
  });

  it('stays open where a person should look at the mask', async () => {
    const { jobs } = await openDialog();

    await settle(() => jobs.removals[0]!.succeed({ ...REPORT, uncertainty: 0.5 }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 1700)));

    expect(screen.getByText(LOOK)).toBeTruthy();
    expect(jobs.closed).toBe(0);
  });

  it('keeps an error until it is closed', async () => {
    const { jobs, user } = await openDialog();

    await settle(() => jobs.removals[0]!.fail(new OffcutError('no-document', '')));
    await act(() => new Promise((resolve) => setTimeout(resolve, 1700)));
    expect(jobs.closed).toBe(0);
    expect(screen.getByRole('alert').textContent).toContain('No document is open.');

    await user.click(button('Close'));
    expect(jobs.closed).toBe(1);
  });

  it('tries the same again after an error', async () => {
    const { jobs, user } = await openDialog();
    await settle(() => jobs.removals[0]!.fail(new OffcutError('host-busy', '')));

    await user.click(button('Try again'));

    expect(jobs.removals).toHaveLength(2);
  });

  it('closes by Esc when there is something to read', async () => {
    const { jobs, user } = await openDialog();
    await settle(() => jobs.removals[0]!.fail(new OffcutError('no-document', '')));

    await user.keyboard('{Escape}');

    expect(jobs.closed).toBe(1);
  });

  it('closes when it is cancelled', async () => {
    const { jobs, user } = await openDialog();

    await user.keyboard('{Escape}');

    await waitFor(() => expect(jobs.closed).toBe(1));
  });

  it('keeps a batch open in which not all was done', async () => {
    const { jobs } = await openDialog({ command: 'remove-background-all-documents' });

    await settle(() =>
      jobs.batches[0]!.succeed({
        outcomes: [
          {
            kind: 'failed',
            document: documentNamed(1, 'one.psd'),
            error: new OffcutError('host-busy', ''),
          },
        ],
      }),
    );
    await act(() => new Promise((resolve) => setTimeout(resolve, 1700)));

    expect(jobs.closed).toBe(0);
    expect(within(result()).getByRole('heading').textContent).toBe('1 failed');
  });
});

describe('what this webview cannot show', () => {
  it('uses no native select and no title tooltip', async () => {
    await openPanel();

    expect(document.querySelectorAll('select, [title]')).toHaveLength(0);
  });
});

const LOOK = 'Part of the subject is uncertain. Look at the edges at 100 %.';
