import { HOST_METHODS } from '../../../src/bridge';
import { createRunningCalls } from '../../../src/bridge/running-calls';
import { hostServiceWith } from './host-service';

describe('the calls that run', () => {
  it('are each stopped by their own ticket, which no second call can take over', async () => {
    let signal: AbortSignal | undefined;
    const service = hostServiceWith({
      listDocuments: (_nothing, context) => {
        signal = context.signal;
        return new Promise(() => undefined);
      },
    });
    const running = createRunningCalls(HOST_METHODS, service, () => undefined);
    void running.invoke(1, 'listDocuments', {});

    const second = running.invoke(1, 'loadSettings', {});

    await expect(second).rejects.toMatchObject({ code: 'bridge-corrupt' });
    running.cancelAll();
    expect(signal?.aborted).toBe(true);
  });
});
