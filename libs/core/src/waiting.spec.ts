import { getEventListeners } from 'node:events';
import { doneWithin, unlessAborted } from './waiting.js';

const never = new Promise<string>(() => undefined);

describe(unlessAborted, () => {
  it('settles as the work does', async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(Promise.resolve('done'), signal)).toBe('done');
    await expect(unlessAborted(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
  });

  it('rejects with the reason of the signal when it aborts', async () => {
    const controller = new AbortController();
    const left = unlessAborted(never, controller.signal);
    controller.abort(new Error('too late'));
    await expect(left).rejects.toThrow('too late');
  });

  it('rejects at once when the signal was aborted before', async () => {
    await expect(unlessAborted(never, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
  });

  it('leaves no listener at the signal', async () => {
    const { signal } = new AbortController();
    await unlessAborted(Promise.resolve(), signal);
    await unlessAborted(Promise.reject(new Error('broken')), signal).catch(() => undefined);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe(doneWithin, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('tells whether the work was done in time, and leaves no timer', async () => {
    expect(await doneWithin(Promise.resolve('done'), 1000)).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
    const late = doneWithin(never, 1000);
    await jest.advanceTimersByTimeAsync(1000);
    expect(await late).toBe(false);
  });

  it('rejects when the work does, and leaves no timer', async () => {
    await expect(doneWithin(Promise.reject(new Error('broken')), 1000)).rejects.toThrow('broken');
    expect(jest.getTimerCount()).toBe(0);
  });
});
