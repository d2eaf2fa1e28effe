import { createEngine } from '../../../src/engine';

describe('createEngine on a host that refuses the runtime', () => {
  it('says that the engine did not start, and why, each time', async () => {
    const engine = createEngine();
    const rubbish = () => Uint8Array.of(0, 0x61, 0x73, 0x6d);

    const first = engine.start(rubbish(), { threads: 1 });
    await expect(first).rejects.toMatchObject({
      code: 'engine-start-failed',
      message: expect.stringContaining('no available backend found') as string,
    });

    const second = engine.start(rubbish(), { threads: 1 });
    await expect(second).rejects.toMatchObject({ code: 'engine-start-failed' });
  });
});
