import type { ProbeAnswer, ProbeQuestion } from '../../../src/bridge';
import { AbortError } from '../../../src/support';
import type { HostMethod, SimulatedPhotoshop } from '../../../simulator';
import { closeDesk, createDesk, holdCalls, photoDocument, type Desk } from './desk';

const TELLTALE = 'Telltale divorce papers';

jest.setTimeout(60_000);

describe('the probes of the host', () => {
  let desk: Desk;
  let photoshop: SimulatedPhotoshop;
  let documentId: number;
  let before: unknown;

  beforeEach(() => {
    desk = createDesk();
    ({ photoshop } = desk);
    photoshop.user.newDocument(photoDocument({ name: 'Behind.psd' }));
    documentId = photoshop.user.newDocument(
      photoDocument({
        name: `${TELLTALE}.psd`,
        layers: [
          { name: `${TELLTALE} above`, bounds: { left: 0, top: 0, width: 9, height: 9 } },
          { name: TELLTALE, bounds: { left: 0, top: 0, width: 9, height: 9 } },
        ],
      }),
    );
    photoshop.user.selectLayers(documentId, [1]);
    before = workOf(photoshop);
  });

  afterEach(() => {
    expect(workOf(photoshop)).toEqual(before);
    closeDesk(desk);
  });

  const list = () => desk.page.call('listProbes', {});
  const run = (id: string, signal?: AbortSignal) => desk.page.call('runProbe', { id }, { signal });
  async function runAll(): Promise<[ProbeQuestion, ProbeAnswer][]> {
    const answers: [ProbeQuestion, ProbeAnswer][] = [];
    for (const probe of await list()) answers.push([probe, await run(probe.id)]);
    return answers;
  }

  it('answer every question as the simulator was built, and name nothing of the open documents', async () => {
    const all = await runAll();
    const answers = new Map(all.map(([{ id }, { words }]) => [id, words]));

    expect(all.length).toBeGreaterThan(30);
    expect(all.filter(([, { words }]) => words === '')).toEqual([]);
    expect(JSON.stringify(all)).not.toContain(TELLTALE);
    expect(answers.get('Q12.1')).toMatch(/^256 of 256 values came back/);
    expect(answers.get('Q14')).toMatch(/^0 of 65536/);
    expect(answers.get('Q16.1')).toMatch(/^100 × 70, 3 components of 8 bits/);
    expect(answers.get('Q17')).toMatch(/4 components/);
    expect(answers.get('Q18.1')).toMatch(/^refused: .*protected/);
    expect(answers.get('Q18.3')).toBe('the mask was written');
    expect(answers.get('Q20.1')).toBe('1 new states; the last one has its name');
    expect(answers.get('Q20.2')).toMatch(/thrown by the probe; 0 new states, there is no mask$/);
    expect(answers.get('Q20.3')).toBe(
      'after the write there is a mask; one step back there is no mask',
    );
    expect(answers.get('Q23')).toBe('the file holds the second text');
    expect(answers.get('Q46')).toMatch(/63 bytes: refused: .*65 bytes: refused: /);
  });

  it('see a bug that the simulator can have', async () => {
    photoshop.faults.zeroBlocksTurnWhite = true;
    photoshop.faults.refuse8BitFrom16 = true;

    expect((await run('Q14')).words).toMatch(/^65536 of 65536/);
    expect((await run('Q48')).words).toMatch(/as 8 bits: refused: /);
  });

  it.each<HostMethod>([
    ...(['getPixels', 'putLayerMask', 'createImageDataFromBuffer'] as const),
    ...(['resumeHistory', 'batchPlay', 'writeFile'] as const),
  ])('answer all the same, and leave nothing, where %s always fails', async (method) => {
    const heal = photoshop.faults.failAlways(method, new Error(`no ${method} here`));
    const probes = await list();

    const words = [];
    for (const { id } of probes) if (!isSlow(id)) words.push((await run(id)).words);
    heal();

    expect(words.filter((each) => each.includes(`no ${method} here`))).not.toEqual([]);
  });

  it('refuse in words where another plugin is modal', async () => {
    photoshop.user.startOtherPluginModal('com.example.other');

    const answer = await run('Q46');
    const modal = run('Q13.1');
    await new Promise((resolve) => setTimeout(resolve, 3200));
    photoshop.user.endOtherPluginModal();

    expect(answer.kind).toBe('answered');
    const { kind, words } = await modal;
    expect(kind).toBe('refused');
    expect(words).toContain('number 9');
  });

  it('close their document when the page cancels in the middle', async () => {
    const controller = new AbortController();
    const reading = holdCalls(photoshop, 'getPixels');
    const cancelled = run('Q29', controller.signal);
    await reading.reached;
    const during = photoshop.inspect.documents().length;

    controller.abort();
    await expect(cancelled).rejects.toBeInstanceOf(AbortError);
    await reading.release();
    await run('Q23');

    expect(during).toBe(3);
  });

  it('close their document when the page is gone', async () => {
    const reading = holdCalls(photoshop, 'getPixels');
    run('Q29').catch(() => undefined);
    await reading.reached;

    desk.reloadPage();
    await desk.page.call('loadSettings', {});
    await reading.release();
    await run('Q23');

    expect(photoshop.inspect.documents()).toHaveLength(2);
  });

  it('answer a question that does not exist with a refusal', async () => {
    expect(await run('Q999')).toMatchObject({ kind: 'refused' });
  });
});

describe('the report in plugin-data', () => {
  it('is empty at first, and what was saved last afterwards', async () => {
    const desk = createDesk();
    try {
      const first = await desk.page.call('loadReport', {});
      await desk.page.call('saveReport', { text: '{"a":1}' });

      expect([first.text, (await desk.page.call('loadReport', {})).text]).toEqual(['', '{"a":1}']);
    } finally {
      closeDesk(desk);
    }
  });
});

/** Documents of many megapixels: once is enough. */
function isSlow(id: string): boolean {
  return ['Q16.2', 'Q16.3', 'Q26'].includes(id);
}

/** Everything of a person's that a probe must leave alone. */
function workOf({ inspect }: SimulatedPhotoshop): unknown {
  return {
    active: inspect.activeDocumentId,
    documents: inspect.documents().map((document) => ({
      ...document,
      history: inspect.history(document.id),
      pixels: inspect.fingerprint(document.id),
    })),
  };
}
