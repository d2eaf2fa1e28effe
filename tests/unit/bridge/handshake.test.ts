import {
  HELLO_EVERY_MS,
  PROTOCOL_VERSION,
  createHostClient,
  createPageEndpoint,
  serveHost,
  type HostConnection,
  type HostLink,
  type PageService,
  type Settings,
} from '../../../src/bridge';
import { hostServiceWith } from './host-service';
import { createPipe } from './pipe';

const QUIET_PAGE: PageService = {
  themeChanged: () => Promise.resolve({}),
  targetChanged: () => Promise.resolve({}),
  runCommand: () => Promise.resolve({ accepted: true }),
};

describe('the handshake', () => {
  const open: { close(): void }[] = [];
  const disposed: number[] = [];
  let sessions = 0;

  beforeEach(() => {
    jest.useFakeTimers();
    sessions = 0;
    disposed.length = 0;
  });

  afterEach(() => {
    for (const end of open.splice(0)) end.close();
    jest.useRealTimers();
  });

  function loadPage(pipe: ReturnType<typeof createPipe>): HostConnection {
    const client = createHostClient(pipe.page, QUIET_PAGE);
    open.push(client);
    return client;
  }

  function startHost(pipe: ReturnType<typeof createPipe>): HostLink {
    const link = serveHost(pipe.host, () => {
      const session = ++sessions;
      return {
        service: hostServiceWith({
          loadSettings: () => Promise.resolve(settingsOf(session)),
          listDocuments: (_nothing, { signal }) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => {
                aborted.push(session);
                reject(new Error('stopped'));
              });
            }),
        }),
        dispose: () => disposed.push(session),
      };
    });
    open.push(link);
    return link;
  }
  const aborted: number[] = [];

  it('repeats hello until a host listens, and then lets the waiting calls through', async () => {
    const pipe = createPipe();
    const client = loadPage(pipe);
    const call = client.call('loadSettings', {});
    await jest.advanceTimersByTimeAsync(3 * HELLO_EVERY_MS);
    const saidSoFar = pipe.posted.map(({ text }) => (JSON.parse(text) as { kind: string }).kind);

    startHost(pipe);
    await jest.advanceTimersByTimeAsync(HELLO_EVERY_MS);

    expect(saidSoFar).toEqual(['hello', 'hello', 'hello', 'hello']);
    await expect(call).resolves.toEqual(settingsOf(1));
  });

  it('opens one session although hello was said several times', async () => {
    const pipe = createPipe();
    pipe.tamper = (text) => (text.includes('"accept"') ? undefined : text);
    startHost(pipe);
    const client = loadPage(pipe);
    await jest.advanceTimersByTimeAsync(4 * HELLO_EVERY_MS);

    await client.call('loadSettings', {});

    expect(sessions).toBe(1);
  });

  it('says in words, on both sides, that the versions do not fit', async () => {
    const pipe = createPipe();
    pipe.tamper = (text, from) =>
      from === 'page' ? text.replace(`"offcut":${PROTOCOL_VERSION}`, '"offcut":99') : text;
    const link = startHost(pipe);
    const client = loadPage(pipe);
    await jest.advanceTimersByTimeAsync(HELLO_EVERY_MS);

    const fromPage = client.call('loadSettings', {});
    const fromHost = link.page.call('targetChanged', {});

    await expect(fromPage).rejects.toMatchObject({ code: 'bridge-version' });
    await expect(fromHost).rejects.toMatchObject({
      code: 'bridge-version',
      message: expect.stringContaining(`protocol ${PROTOCOL_VERSION}`) as string,
      context: { ours: PROTOCOL_VERSION, theirs: 99 },
    });
  });

  it('ends the session of the page before when a page is loaded anew', async () => {
    const pipe = createPipe();
    const link = startHost(pipe);
    const before = loadPage(pipe);
    await before.call('loadSettings', {});
    before.call('listDocuments', {}).catch(() => undefined);
    await jest.advanceTimersByTimeAsync(0);
    aborted.length = 0;

    die(before);
    const after = loadPage(pipe);
    const reply = await after.call('loadSettings', {});

    expect(reply).toEqual(settingsOf(2));
    expect(disposed).toEqual([1]);
    expect(aborted).toEqual([1]);
    expect(link.isConnected()).toBe(true);
  });

  it('drops what an old session still says', async () => {
    const pipe = createPipe();
    startHost(pipe);
    const before = loadPage(pipe);
    await before.call('loadSettings', {});
    const stale = pipe.posted.filter(({ text }) => text.includes('loadSettings')).at(-1);
    die(before);
    await loadPage(pipe).call('loadSettings', {});
    const repliesSoFar = countReplies(pipe);

    pipe.page.post(stale?.text ?? '');
    await jest.advanceTimersByTimeAsync(10);

    expect(countReplies(pipe)).toBe(repliesSoFar);
  });

  it('rejects what was running with bridge-closed when the host ends the session', async () => {
    const pipe = createPipe();
    const link = startHost(pipe);
    const client = loadPage(pipe);
    await client.call('loadSettings', {});
    const running = client.call('listDocuments', {});
    const rejection = expect(running).rejects.toMatchObject({ code: 'bridge-closed' });

    link.close();
    await jest.advanceTimersByTimeAsync(10);

    await rejection;
    expect(disposed).toEqual([1]);
    await expect(link.page.call('targetChanged', {})).rejects.toMatchObject({
      code: 'bridge-closed',
    });
  });

  it('connects again to a host that comes back', async () => {
    const pipe = createPipe();
    const client = loadPage(pipe);
    const first = startHost(pipe);
    await client.call('loadSettings', {});
    first.close();
    await jest.advanceTimersByTimeAsync(10);

    startHost(pipe);
    const call = client.call('loadSettings', {});
    await jest.advanceTimersByTimeAsync(HELLO_EVERY_MS);

    await expect(call).resolves.toEqual(settingsOf(2));
  });

  it('gives up with bridge-timeout where no host ever answers', async () => {
    const client = loadPage(createPipe());
    const call = client.call('loadSettings', {});
    const rejection = expect(call).rejects.toMatchObject({ code: 'bridge-timeout' });

    await jest.advanceTimersByTimeAsync(31_000);

    await rejection;
  });

  it('does not take a page in another webview for a reload of its own', async () => {
    const [panel, dialog] = [createPipe(), createPipe()];
    startHost(panel);
    const panelPage = loadPage(panel);
    await panelPage.call('loadSettings', {});
    // Where a message does not say which webview it is from, every host end hears it.
    dialog.tamper = (text, from) => {
      if (from === 'page') panel.page.post(text);
      return text;
    };

    startHost(dialog);
    await loadPage(dialog).call('loadSettings', {});

    await expect(panelPage.call('loadSettings', {})).resolves.toEqual(settingsOf(1));
    expect(disposed).toEqual([]);
  });

  it('lets the host ask the page', async () => {
    const pipe = createPipe();
    const link = startHost(pipe);
    await loadPage(pipe).call('loadSettings', {});

    const answer = link.page.call('runCommand', { command: 'remove-background' });

    await expect(answer).resolves.toEqual({ accepted: true });
  });

  it('does not wait more than a second for a page that does not answer a command', async () => {
    const pipe = createPipe();
    const link = startHost(pipe);
    await loadPage(pipe).call('loadSettings', {});
    pipe.tamper = () => undefined;
    const rejection = expect(
      link.page.call('runCommand', { command: 'remove-background' }),
    ).rejects.toMatchObject({ code: 'bridge-timeout' });

    await jest.advanceTimersByTimeAsync(1100);

    await rejection;
  });
});

describe("the page's end of the pipe", () => {
  it.each([
    ['text in data', { data: '{"a":1}' }, '{"a":1}'],
    ['an object in data', { data: { a: 1 } }, { a: 1 }],
    ['text in message', { message: '{"a":1}' }, '{"a":1}'],
  ])('takes %s', (_what, event, payload) => {
    const listeners: ((event: object) => void)[] = [];
    const heard: unknown[] = [];
    const endpoint = createPageEndpoint({
      addEventListener: (_type, listener) => listeners.push(listener),
      removeEventListener: () => undefined,
    });

    endpoint.listen((received) => heard.push(received));
    for (const listener of listeners) listener(event);

    expect(heard).toEqual([payload]);
  });

  it('loses what is posted before UXP has put its host object there', () => {
    const posted: unknown[] = [];
    const scope = {
      uxpHost: undefined as { postMessage(message: unknown): void } | undefined,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    };
    const endpoint = createPageEndpoint(scope as Parameters<typeof createPageEndpoint>[0]);

    endpoint.post('too early');
    scope.uxpHost = { postMessage: (message) => posted.push(message) };
    endpoint.post('in time');

    expect(posted).toEqual(['in time']);
  });
});

/** Tells by its settings which session has answered. */
function settingsOf(session: number): Settings {
  return { quality: session === 1 ? 'fast' : 'standard' };
}

/** What is left of a page that is loaded anew: nothing that says anything. */
function die(page: HostConnection): void {
  page.close();
}

function countReplies({ posted }: ReturnType<typeof createPipe>): number {
  return posted.filter(({ from, text }) => from === 'host' && text.includes('"t":"s"')).length;
}
