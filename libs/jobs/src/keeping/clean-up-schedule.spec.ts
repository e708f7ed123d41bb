import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { Settings } from '@fusionbridge/settings';
import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { holdClock } from '../../test/clock.js';
import { CleanUp } from './clean-up.js';
import { CleanUpSchedule } from './clean-up-schedule.js';

const MINUTE = 60_000;

describe(CleanUpSchedule.name, () => {
  const run = jest.fn<ReturnType<CleanUp['run']>, Parameters<CleanUp['run']>>();
  let schedule: CleanUpSchedule;

  beforeEach(async () => {
    holdClock();
    jest.spyOn(Math, 'random').mockReturnValue(0);
    jest.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
    jest.spyOn(Logger.prototype, 'log').mockReturnValue(undefined);
    run.mockReset().mockResolvedValue({ jobs: 1, files: 2, bytes: 3 });
    const module = await Test.createTestingModule({
      providers: [
        CleanUpSchedule,
        { provide: CleanUp, useValue: { run } },
        {
          provide: Settings,
          useValue: testSettings(modelsWithChain('other'), { API_KEYS: 'secret-00001' }),
        },
      ],
    }).compile();
    schedule = module.get(CleanUpSchedule);
    schedule.onApplicationBootstrap();
  });

  afterEach(async () => {
    await schedule.beforeApplicationShutdown();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  async function pass(ms: number): Promise<void> {
    jest.advanceTimersByTime(ms);
    await new Promise((resolve) => setImmediate(resolve));
  }

  it('leaves the start alone, then cleans up every half an hour, and says what it removed', async () => {
    await pass(MINUTE - 1);
    expect([run.mock.calls.length, schedule.last]).toEqual([0, null]);
    await pass(1);
    expect(schedule.last).toEqual({ jobs: 1, files: 2, bytes: 3, at: Date.now(), error: null });
    await pass(30 * MINUTE - 1);
    expect(run).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(run).toHaveBeenCalledTimes(2);
    expect(run.mock.calls[1]?.[0]).toBe(Date.now());
  });

  it('tells a failure without secrets, and tries again the next time', async () => {
    run.mockRejectedValueOnce(new Error('the store refused secret-00001'));
    await pass(MINUTE);
    expect(schedule.last).toMatchObject({ jobs: 0, error: 'the store refused ***' });
    await pass(30 * MINUTE);
    expect(schedule.last).toMatchObject({ jobs: 1, error: null });
  });

  it('ends with the bridge, after the step it is at', async () => {
    let end: (removed: { jobs: number; files: number; bytes: number }) => void = () => undefined;
    run.mockReturnValueOnce(new Promise((resolve) => (end = resolve)));
    await pass(MINUTE);
    let isStopped = false;
    const stopping = schedule.beforeApplicationShutdown().then(() => (isStopped = true));
    await pass(0);
    expect([isStopped, run.mock.calls[0]?.[1].aborted]).toEqual([false, true]);
    end({ jobs: 0, files: 0, bytes: 0 });
    await stopping;
    await pass(120 * MINUTE);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
