import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../../src/bridge';
import { reportText, type DiagnosticsProgress, type Tier } from '../../../src/jobs';
import { PAGE_PROBES, runDiagnostics } from '../../../src/jobs/diagnostics';
import { HOST_PROBES } from '../../../src/host/probes';
import { closeDesk, createDesk, photoDocument, type Desk } from '../host/desk';

const TELLTALE = 'Telltale divorce papers';
const ENVIRONMENT: Environment = {
  ...{ hostVersion: '26.0.0', pluginVersion: '0.1.0' },
  ...{ theme: 'dark', surface: 'panel', command: 'none' },
};

const FACTS = path.join(__dirname, '../../../docs/photoshop-facts.md');

jest.setTimeout(60_000);

/** Nothing of a browser is here: that a question cannot even be asked must be an answer too. */
describe('the diagnostics, from the page to a simulated Photoshop', () => {
  let desk: Desk;
  let documentId: number;

  beforeEach(() => {
    desk = createDesk();
    documentId = desk.photoshop.user.newDocument(photoDocument({ name: `${TELLTALE}.psd` }));
  });
  afterEach(() => closeDesk(desk));

  function run(
    controller = new AbortController(),
    onProgress: (p: DiagnosticsProgress) => void = () => undefined,
  ) {
    const engine = {
      prepare: () =>
        Promise.reject(new Error(`no file C:\\Users\\Anna\\${TELLTALE}.psd or “${TELLTALE}”`)),
    };
    const scene = { host: desk.page, engine, environment: ENVIRONMENT, tier: {} as Tier };
    return runDiagnostics(scene, { signal: controller.signal, onProgress });
  }

  it('answer every question of both sides, and leave the open document and its history alone', async () => {
    const before = desk.photoshop.inspect.fingerprint(documentId);
    const asked: string[] = [];

    const report = await run(undefined, ({ question }) => asked.push(question));

    const ids = [...PAGE_PROBES, ...HOST_PROBES].map(({ id }) => id);
    expect(report.answers.map(({ id }) => id)).toEqual([...ids, 'Q7']);
    expect(report.answers.filter(({ words }) => words === '')).toEqual([]);
    expect(asked).toHaveLength(report.count);
    expect(desk.photoshop.inspect.documents().map(({ id }) => id)).toEqual([documentId]);
    expect(desk.photoshop.inspect.fingerprint(documentId)).toBe(before);
    expect(desk.photoshop.inspect.history(documentId).names).toHaveLength(1);
    const leaks = reportText(report).match(/.{0,60}(?:Telltale|divorce|papers|Anna).{0,20}/);
    expect(leaks).toBeNull();
  });

  it('end with the answers so far when they are cancelled, and the next run begins anew', async () => {
    const controller = new AbortController();

    const report = await run(controller, ({ answers }) => {
      if (answers.length === 5) controller.abort();
    });
    const { text } = await desk.page.call('loadReport', {});

    expect(report).toMatchObject({ wasCancelled: true });
    expect(report.answers).toHaveLength(5);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('say in which question the run before them broke off', async () => {
    await desk.page.call('saveReport', { text: JSON.stringify({ asking: 'Q12.3', answers: [] }) });
    const controller = new AbortController();

    const report = await run(controller, () => controller.abort());

    expect(reportText(report)).toContain('The run before this one broke off in Q12.3.');
  });

  it('take no names out of a report that somebody else has left', async () => {
    await desk.page.call('saveReport', { text: JSON.stringify({ asking: TELLTALE }) });
    const controller = new AbortController();

    const report = await run(controller, () => controller.abort());

    expect(report.brokeOffIn).toBeUndefined();
  });
});

describe('the page of facts', () => {
  const page = readFileSync(FACTS, 'utf8');
  const [questions = '', probes = ''] = page.split('## What the diagnostics say');
  const ids = ['Q7', ...[...PAGE_PROBES, ...HOST_PROBES].map(({ id }) => id)];

  it.each(ids)(
    'has a place for what Photoshop answers to %s, and the question that it is about',
    (id) => {
      const [question = ''] = id.split('.');

      expect(probes).toMatch(new RegExp(`^\\| ${id} `, 'm'));
      expect(questions).toMatch(new RegExp(`^\\| ${question} `, 'm'));
    },
  );
});
