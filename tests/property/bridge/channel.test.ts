import fc from 'fast-check';
import { createHostClient, serveHost } from '../../../src/bridge';
import { hostServiceWith } from '../../unit/bridge/host-service';
import { createPipe, type Pipe } from '../../unit/bridge/pipe';

/** Payloads of every kind: noise, JSON noise, and messages of the bridge with parts that do not belong there. */
const garbage = fc.oneof(
  fc.string(),
  fc.json(),
  fc.anything(),
  fc.record(
    {
      offcut: fc.oneof(fc.constant(1), fc.anything()),
      kind: fc.oneof(fc.constantFrom('hello', 'refused', 'accept', 'bye', 'rpc'), fc.anything()),
      pageId: fc.oneof(fc.string(), fc.anything()),
      sessionId: fc.constantFrom('SESSION', 'another', '', null),
      rpc: fc.record(
        {
          t: fc.oneof(fc.constantFrom('q', 's'), fc.anything()),
          i: fc.oneof(fc.string(), fc.anything()),
          m: fc.oneof(
            fc.constantFrom('invoke', 'cancel', 'report', '__proto__', 'constructor', '$close'),
            fc.anything(),
          ),
          a: fc.oneof(
            fc.tuple(
              fc.integer(),
              fc.constantFrom('toString', '__proto__', 'beginMask'),
              fc.anything(),
            ),
            fc.tuple(fc.integer()),
            fc.anything(),
          ),
          r: fc.anything(),
          e: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['offcut', 'kind'] },
  ),
);

describe('the channel under random garbage', () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);

  beforeAll(() => process.on('unhandledRejection', note));
  afterAll(() => process.off('unhandledRejection', note));

  it('neither throws nor stops working', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom<'page' | 'host'>('page', 'host'), garbage), {
          maxLength: 20,
        }),
        async (messages) => {
          const pipe = createPipe();
          const link = serveHost(pipe.host, () => ({
            service: hostServiceWith({ loadSettings: () => Promise.resolve({ quality: 'best' }) }),
            dispose: () => undefined,
          }));
          const client = createHostClient(pipe.page);
          try {
            await client.call('loadSettings', {});
            const sessionId = sessionOf(pipe);

            for (const [at, message] of messages) pipe.inject(at, withSession(message, sessionId));

            await expect(client.call('loadSettings', {})).resolves.toEqual({ quality: 'best' });
          } finally {
            client.close();
            link.close();
          }
        },
      ),
      { numRuns: 150 },
    );
    await new Promise((resolve) => setTimeout(resolve, 10));

    expect(unhandled).toEqual([]);
  });
});

function sessionOf({ posted }: Pipe): string {
  const ready = posted.map(({ text }) => JSON.parse(text) as { kind: string; sessionId: string });
  return ready.find(({ kind }) => kind === 'ready')?.sessionId ?? '';
}

/** A `bye` in the right session is no garbage, so that one keeps its wrong name. */
function withSession(message: unknown, sessionId: string): unknown {
  const isEnvelope = typeof message === 'object' && message !== null && 'kind' in message;
  return isEnvelope && message.kind !== 'bye' && 'sessionId' in message
    ? { ...message, sessionId: message.sessionId === 'SESSION' ? sessionId : message.sessionId }
    : message;
}
