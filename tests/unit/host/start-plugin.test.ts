/** @jest-environment jsdom */
import {
  createHostClient,
  payloadOf,
  type Command,
  type Endpoint,
  type HostConnection,
} from '../../../src/bridge';
import { startPlugin, type HostParts } from '../../../src/host';
import { messageFor } from '../../../src/support';

interface Entrypoints {
  readonly panels: Record<string, Record<string, (root: HTMLElement) => void>>;
  readonly commands: Record<string, { run: () => void }>;
}

/** A plugin that was started with stand-ins for UXP's modules, and pages that a test loads into its webviews. */
describe('the entry points', () => {
  let entrypoints: Entrypoints;
  let events: Map<string, () => void>;
  let themeChanged: () => void;
  let alerts: string[];
  let theme: string;
  let closeDialog: (() => void) | undefined;
  const pages: HostConnection[] = [];

  beforeEach(() => {
    jest.useFakeTimers();
    events = new Map();
    alerts = [];
    theme = 'dark';
    jest.spyOn(document, 'createElement').mockImplementation(createUxpElement);
    const themed = Object.create(document, {
      theme: {
        value: {
          getCurrent: () => theme,
          onUpdated: { addListener: (listener: () => void) => (themeChanged = listener) },
        },
      },
      createElement: { value: createUxpElement },
      documentElement: { value: document.documentElement },
      body: { value: document.body },
    }) as HostParts['ui']['document'];
    startPlugin({ vendor: createVendor(), ui: { document: themed, window } });
  });

  afterEach(() => {
    for (const page of pages.splice(0)) page.close();
    document.body.replaceChildren();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('are those of the manifest, registered at once', () => {
    expect(Object.keys(entrypoints.panels)).toEqual(['offcutPanel']);
    expect(Object.keys(entrypoints.commands)).toEqual([
      'removeBackground',
      'removeBackgroundAllDocuments',
      'diagnostics',
    ]);
  });

  it('only schedule: a panel is made after its handler has returned, and once', async () => {
    const root = addRoot();

    entrypoints.panels['offcutPanel']?.['create']?.(root);
    const atReturn = root.childElementCount;
    entrypoints.panels['offcutPanel']?.['show']?.(root);
    await jest.advanceTimersByTimeAsync(10);

    expect([atReturn, root.childElementCount]).toEqual([0, 1]);
  });

  it('give a menu command to the page of an open panel', async () => {
    const taken: Command[] = [];
    await openPanelWithPage(taken, true);

    entrypoints.commands['removeBackground']?.run();
    await jest.advanceTimersByTimeAsync(50);

    expect(taken).toEqual(['remove-background']);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('open a dialog for a menu command when the page is busy', async () => {
    await openPanelWithPage([], false);

    entrypoints.commands['removeBackgroundAllDocuments']?.run();
    await jest.advanceTimersByTimeAsync(50);

    expect(document.querySelectorAll('dialog webview')).toHaveLength(1);
  });

  it('open a dialog for a menu command when the panel is hidden, where nobody would see its end', async () => {
    const taken: Command[] = [];
    await openPanelWithPage(taken, true);
    setWidth(webviewIn('div').parentElement, 0);

    entrypoints.commands['removeBackground']?.run();
    await jest.advanceTimersByTimeAsync(50);

    expect(taken).toEqual([]);
    expect(document.querySelectorAll('dialog webview')).toHaveLength(1);
  });

  it('move the page to another root only when the former one is out of sight', async () => {
    await openPanelWithPage([], true);
    const former = webviewIn('div').parentElement;
    const [beside, instead] = [addRoot(), addRoot()];

    entrypoints.panels['offcutPanel']?.['show']?.(beside);
    await jest.advanceTimersByTimeAsync(10);
    setWidth(former, 0);
    entrypoints.panels['offcutPanel']?.['show']?.(instead);
    await jest.advanceTimersByTimeAsync(10);

    expect([former, beside, instead].map((root) => root?.childElementCount)).toEqual([0, 0, 1]);
  });

  it('open a dialog within about a second when the page does not answer', async () => {
    const page = await openPanelWithPage([], true);
    page.close();

    entrypoints.commands['removeBackground']?.run();
    await jest.advanceTimersByTimeAsync(1100);

    expect(document.querySelectorAll('dialog webview')).toHaveLength(1);
  });

  it('tell the page of a dialog what it is there for, and take the dialog away when it is closed', async () => {
    entrypoints.commands['removeBackground']?.run();
    await jest.advanceTimersByTimeAsync(10);
    const page = loadPageInto(webviewIn('dialog'), [], true);

    const environment = await settle(page.call('describeEnvironment', {}));
    await settle(page.call('closeDialog', {}));

    expect(environment).toMatchObject({
      surface: 'dialog',
      command: 'remove-background',
      theme: 'dark',
      hostVersion: '26.0.0',
      pluginVersion: '0.1.0',
    });
    await jest.advanceTimersByTimeAsync(10);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('end the session of a page that keeps leaving, and wait for it no more', async () => {
    await openPanelWithPage([], true);

    for (let time = 0; time < 4; time++) {
      const leaving = Object.assign(new Event('loadstart'), { url: 'https://example.com/' });
      webviewIn('div').dispatchEvent(leaving);
    }
    entrypoints.commands['removeBackground']?.run();
    await jest.advanceTimersByTimeAsync(10);

    expect(document.querySelectorAll('dialog webview')).toHaveLength(1);
  });

  it('end the session of a dialog that a person closes', async () => {
    entrypoints.commands['removeBackground']?.run();
    await jest.advanceTimersByTimeAsync(10);
    const page = loadPageInto(webviewIn('dialog'), [], true);
    await settle(page.call('loadSettings', {}));
    const running = page.call('listDocuments', {});
    const rejection = expect(running).rejects.toMatchObject({ code: 'bridge-closed' });

    closeDialog?.();
    await jest.advanceTimersByTimeAsync(10);

    await rejection;
  });

  it('ignore a second command while a dialog is open', async () => {
    entrypoints.commands['removeBackground']?.run();
    await jest.advanceTimersByTimeAsync(10);
    entrypoints.commands['removeBackground']?.run();
    await jest.advanceTimersByTimeAsync(10);

    expect(document.querySelectorAll('dialog')).toHaveLength(1);
  });

  it('say so in an alert when no dialog can be opened', async () => {
    const refusal = jest.spyOn(HTMLElement.prototype, 'append').mockImplementation(() => {
      throw new Error('no dialogs today');
    });

    entrypoints.commands['removeBackground']?.run();
    await jest.advanceTimersByTimeAsync(10);

    const { summary, nextStep } = messageFor({ code: 'internal', context: {} });
    expect(alerts).toEqual([`Offcut: ${summary} ${nextStep}`]);
    refusal.mockRestore();
    entrypoints.commands['removeBackground']?.run();
    await jest.advanceTimersByTimeAsync(10);
    expect(document.querySelectorAll('dialog webview')).toHaveLength(1);
  });

  it('leave no dialog behind that could not be filled', async () => {
    jest.spyOn(window, 'addEventListener').mockImplementation(() => {
      throw new Error('no messages today');
    });

    entrypoints.commands['removeBackground']?.run();
    await jest.advanceTimersByTimeAsync(10);

    expect(document.querySelector('dialog')).toBeNull();
  });

  it('tell the page once when several events say that the target may have changed', async () => {
    const told: string[] = [];
    await openPanelWithPage([], true, told);

    for (const hear of events.values()) hear();
    await jest.advanceTimersByTimeAsync(500);

    expect(told).toEqual(['targetChanged']);
    expect([...events.keys()]).toEqual(['select', 'close', 'make', 'set', 'delete']);
  });

  it('tell the page a new theme', async () => {
    const told: string[] = [];
    await openPanelWithPage([], true, told);

    theme = 'lightest';
    themeChanged();
    await jest.advanceTimersByTimeAsync(10);

    expect(told).toEqual(['themeChanged lightest']);
  });

  async function openPanelWithPage(taken: Command[], accepts: boolean, told: string[] = []) {
    const root = addRoot();
    setWidth(root, 300);
    entrypoints.panels['offcutPanel']?.['create']?.(root);
    await jest.advanceTimersByTimeAsync(10);
    const page = loadPageInto(webviewIn('div'), taken, accepts, told);
    await settle(page.call('describeEnvironment', {}));
    return page;
  }

  function loadPageInto(
    webview: HTMLElement,
    taken: Command[],
    accepts: boolean,
    told: string[] = [],
  ): HostConnection {
    const page = createHostClient(endpointIn(webview), {
      themeChanged: ({ theme: name }) => {
        told.push(`themeChanged ${name}`);
        return Promise.resolve({});
      },
      targetChanged: () => {
        told.push('targetChanged');
        return Promise.resolve({});
      },
      runCommand: ({ command }) => {
        taken.push(command);
        return Promise.resolve({ accepted: accepts });
      },
    });
    pages.push(page);
    return page;
  }

  function createVendor(): HostParts['vendor'] {
    const unknownHere = ['open', 'historyStateChanged'];
    const vendor = {
      uxp: {
        entrypoints: { setup: (given: Entrypoints) => (entrypoints = given) },
        host: { version: '26.0.0' },
        versions: { plugin: '0.1.0' },
      },
      photoshop: {
        app: { documents: [], activeDocument: null },
        core: { showAlert: ({ message }: { message: string }) => alerts.push(message) },
        action: {
          addNotificationListener: ([event = '']: string[], listener: () => void) => {
            if (unknownHere.includes(event)) return Promise.reject(new Error('unknown event'));
            events.set(event, listener);
            return Promise.resolve();
          },
        },
      },
      fs: { readFile: () => Promise.reject(new Error('no such file')) },
    };
    return vendor as unknown as HostParts['vendor'];
  }

  function createUxpElement(tag: string): HTMLElement {
    const element = document.createElementNS('http://www.w3.org/1999/xhtml', tag as 'div');
    if (tag === 'webview') return Object.assign(element, { postMessage: deliverTo(element) });
    if (tag !== 'dialog') return element;
    return Object.assign(element, {
      uxpShowModal: () => new Promise<void>((resolve) => (closeDialog = resolve)),
      close: () => closeDialog?.(),
    });
  }
});

function addRoot(): HTMLElement {
  const root = document.createElement('div');
  document.body.append(root);
  return root;
}

function setWidth(element: HTMLElement | null, clientWidth: number): void {
  if (element)
    Object.defineProperty(element, 'clientWidth', { configurable: true, value: clientWidth });
}

function webviewIn(container: string): HTMLElement {
  const webview = document.querySelector<HTMLElement>(`${container} webview`);
  if (!webview) throw new Error(`There is no webview in a ${container}`);
  return webview;
}

function deliverTo(webview: HTMLElement) {
  return (data: unknown) => webview.dispatchEvent(Object.assign(new Event('to-page'), { data }));
}

/** The pipe as it is inside the webview's page. */
function endpointIn(webview: HTMLElement): Endpoint {
  return {
    post: (text) =>
      window.dispatchEvent(
        Object.assign(new Event('message'), {
          data: text,
          origin: 'plugin:/panel.html',
          source: null,
        }),
      ),
    listen: (listener) => {
      const hear = (event: Event) => {
        listener(payloadOf(event));
      };
      webview.addEventListener('to-page', hear);
      return () => webview.removeEventListener('to-page', hear);
    },
  };
}

async function settle<T>(call: Promise<T>): Promise<T> {
  await jest.advanceTimersByTimeAsync(20);
  return call;
}
