import { unlessAborted } from './unless-aborted.js';

const never = new Promise<string>(() => undefined);

describe(unlessAborted, () => {
  it('gives what the work gives', async () => {
    const { signal } = new AbortController();

    expect(await unlessAborted(Promise.resolve('done'), signal)).toBe('done');
    await expect(unlessAborted(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
  });

  it('leaves the work behind with the reason of the signal', async () => {
    const controller = new AbortController();
    const left = unlessAborted(never, controller.signal);

    controller.abort(new Error('too late'));

    await expect(left).rejects.toThrow('too late');
  });

  it('does not begin to wait when the signal has aborted before', async () => {
    await expect(unlessAborted(never, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
  });
});
