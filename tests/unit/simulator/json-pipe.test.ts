import { type PipeMessageEvent, createJsonPipe } from '../../../simulator/webview/json-pipe';

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

function listen(target: { addEventListener(type: 'message', listener: unknown): void }) {
  const events: PipeMessageEvent[] = [];
  target.addEventListener('message', (event: PipeMessageEvent) => events.push(event));
  return events;
}

describe('rule 30: the bridge', () => {
  it('carries what JSON can say, later, with no source', async () => {
    const pipe = createJsonPipe({ pageOrigin: 'plugin:/panel.html' });
    const heard = listen(pipe.hostWindow);

    pipe.pageWindow.uxpHost.postMessage({ bytes: new Uint8Array([7]), lost: undefined, nan: NaN });
    const atOnce = heard.length;
    await settle();

    expect(atOnce).toBe(0);
    expect(heard).toEqual([
      {
        type: 'message',
        data: { bytes: { 0: 7 }, nan: null },
        origin: 'plugin:/panel.html',
        source: null,
      },
    ]);
  });

  it('loses what nobody hears, or keeps it when switched off', async () => {
    const pipe = createJsonPipe();
    pipe.element.postMessage('early');
    await settle();
    pipe.faults.losesUnheard = false;
    pipe.element.postMessage('kept');
    await settle();

    const heard = listen(pipe.pageWindow);
    await settle();

    expect(heard.map((event) => event.data)).toEqual(['kept']);
  });

  it('delivers in message when switched on', async () => {
    const pipe = createJsonPipe();
    pipe.faults.deliversInMessage = true;
    const heard = listen(pipe.pageWindow);

    pipe.element.postMessage('hello', 'plugin:/');
    await settle();

    expect(heard[0]).toMatchObject({ message: 'hello' });
    expect(heard[0]).not.toHaveProperty('data');
  });

  it('drops and garbles the messages that it is told to', async () => {
    const pipe = createJsonPipe();
    const heard = listen(pipe.hostWindow);
    pipe.faults.drop('toHost', 1);
    pipe.faults.corrupt('toHost', 2);

    for (const text of ['one', 'two', 'three']) pipe.pageWindow.uxpHost.postMessage(text);
    await settle();

    expect(heard.map((event) => event.data)).toEqual(['tAo', 'three']);
  });

  it('forgets the listeners of a page that loads anew', async () => {
    const pipe = createJsonPipe();
    const before = listen(pipe.pageWindow);
    pipe.reload();
    const after = listen(pipe.pageWindow);

    pipe.element.postMessage('again');
    await settle();

    expect([before.length, after.length]).toEqual([0, 1]);
  });

  it('lets strangers speak', async () => {
    const pipe = createJsonPipe();
    const heard = listen(pipe.hostWindow);

    pipe.deliverForeign('toHost', 'hello', 'https://example.com');
    await settle();

    expect(heard[0]?.origin).toBe('https://example.com');
  });
});
