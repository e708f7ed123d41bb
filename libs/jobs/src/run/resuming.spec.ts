import {
  newImageRequest,
  ProviderError,
  type ProviderErrorKind,
  type ProviderImages,
} from '@fusionbridge/core';
import { Instance } from '@fusionbridge/persistence';
import { ProviderRegistry } from '@fusionbridge/providers';
import { SettingsModule } from '@fusionbridge/settings';
import { FakeProvider, modelsWithChain, registryOf, testSettings } from '@fusionbridge/testing';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { backends, type TestStorage } from '../../../persistence/test/backends.js';
import { ANNA, paint } from '../../test/harness.js';
import { JobService, JobsModule } from '../index.js';
import { JobQueue } from './job-queue.js';

const UNTIL_STOPPED = (_task: string, { signal }: { signal: AbortSignal }): Promise<ProviderImages> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

const HAS_IT = async (): Promise<ProviderImages> => ({
  pictures: [{ bytes: (await paint({ width: 64, height: 64 })).bytes, seed: 7, flagged: false }],
  cost: { usd: 0.04, source: 'reported' },
  degradations: [],
});

const FAILS = (kind: ProviderErrorKind) => async (): Promise<ProviderImages> => {
  throw new ProviderError({ provider: 'first', kind, outcome: 'accepted', message: `first says ${kind}` });
};

/** A vendor that gives every order the same task id. */
function queue(id: string, follow: typeof UNTIL_STOPPED): FakeProvider {
  return new FakeProvider(id, async () => ({ kind: 'task', taskId: 'task-1' }), { lookup: true }, follow);
}

describe.each(backends)('A job whose bridge ended, on $name', (backend) => {
  const bridges: TestingModule[] = [];
  let place: TestStorage;
  const second = queue('second', HAS_IT);

  beforeEach(async () => {
    place = await backend.create();
  });

  afterEach(async () => {
    await Promise.all(bridges.splice(0).map((bridge) => bridge.close()));
    await place.drop();
  });

  /** A bridge over the same records and pictures as those before it. */
  async function startBridge(first: FakeProvider): Promise<JobService> {
    const { DATA_PATH, DATABASE_URL } = place.storage;
    const settings = testSettings(modelsWithChain('other', 'first', 'second'), {
      DATA_PATH,
      ...(DATABASE_URL === undefined ? {} : { DATABASE_URL }),
      IMAGE_DATA_PATH: `${DATA_PATH}/kept`,
      SHUTDOWN_DRAIN_SECONDS: '0',
    });
    const bridge = await Test.createTestingModule({ imports: [SettingsModule.with(settings), JobsModule] })
      .overrideProvider(ProviderRegistry)
      .useValue(registryOf(first, second))
      .overrideProvider(Instance)
      .useValue(new Instance('bridge'))
      .compile();
    Logger.overrideLogger(false);
    bridges.push(bridge);
    await bridge.init();
    return bridge.get(JobService);
  }

  /** A job in the hands of the first vendor, its task id written down. */
  async function orderedJob(jobs: JobService, vendor: FakeProvider, count = 1): Promise<string> {
    const followed = new Promise<void>((resolve) => {
      const { follow } = vendor;
      vendor.follow = (task, context) => {
        resolve();
        return follow.call(vendor, task, context);
      };
    });
    const {
      job: { id },
    } = await jobs.submit({
      request: newImageRequest({ prompt: 'a lighthouse', size: { width: 64, height: 64 }, count }),
      caller: ANNA,
      dialect: 'openai',
      fingerprint: 'print',
    });
    await followed;
    return id;
  }

  it('gets its picture from the vendor after the next start, and nothing is bought again', async () => {
    const before = queue('first', UNTIL_STOPPED);
    const id = await orderedJob(await startBridge(before), before);

    const after = queue('first', HAS_IT);
    const jobs = await startBridge(after);
    const job = await jobs.finished(id);

    expect(job).toMatchObject({
      state: 'succeeded',
      attempts: [{ provider: 'first', taskId: 'task-1', outcome: 'delivered' }],
      results: [{ provider: 'first', seed: 7 }],
      cost: { usd: 0.04 },
    });
    expect([after.asked.length, after.follows, second.asked.length]).toEqual([0, 1, 0]);
    expect(await jobs.get(id, ANNA)).toStrictEqual(job);
  });

  it('is joined by the same call after the start', async () => {
    const before = queue('first', UNTIL_STOPPED);
    const id = await orderedJob(await startBridge(before), before);
    const after = queue('first', UNTIL_STOPPED);
    const jobs = await startBridge(after);

    const { job: again } = await jobs.submit({
      request: newImageRequest({ prompt: 'a lighthouse' }),
      caller: ANNA,
      dialect: 'openai',
      fingerprint: 'print',
    });

    expect([again.id, again.state]).toEqual([id, 'running']);
    expect(after.asked).toEqual([]);
  });

  it('buys nothing more for nobody: fewer pictures are delivered, and the answer says so', async () => {
    const before = queue('first', UNTIL_STOPPED);
    const id = await orderedJob(await startBridge(before), before, 6);
    const after = queue('first', HAS_IT);

    const job = await (await startBridge(after)).finished(id);

    expect(job).toMatchObject({ state: 'succeeded', results: [{ provider: 'first' }] });
    expect(job.degradations).toContainEqual(
      expect.objectContaining({ field: 'count', asked: '6', given: '1' }),
    );
    expect(after.asked).toEqual([]);
  });

  it('is left open by an orderly stop, and fetched after the next start', async () => {
    const before = queue('first', UNTIL_STOPPED);
    const old = await startBridge(before);
    const id = await orderedJob(old, before);
    const told = old.finished(id);
    await bridges[0]?.get(JobQueue).beforeApplicationShutdown();
    expect(await told).toMatchObject({
      state: 'failed',
      error: { kind: 'unavailable', message: expect.stringContaining('The next start fetches the picture.') },
    });

    const job = await (await startBridge(queue('first', HAS_IT))).finished(id);

    expect(job).toMatchObject({ state: 'succeeded', results: [{ provider: 'first' }] });
  });

  it('says what happened to a repeated call where the vendor has lost the order', async () => {
    const before = queue('first', UNTIL_STOPPED);
    const id = await orderedJob(await startBridge(before), before);

    const job = await (await startBridge(queue('first', FAILS('task_lost')))).finished(id);

    expect(job).toMatchObject({
      state: 'failed',
      error: {
        kind: 'unavailable',
        message: expect.stringContaining('The bridge was stopped while first (task task-1) was at work.'),
      },
    });
  });

  it('is told that it failed when the vendor is late, and gets its picture all the same', async () => {
    const vendor = queue('first', FAILS('timeout'));
    const jobs = await startBridge(vendor);
    const { job, answer } = await jobs.submit({
      request: newImageRequest({ prompt: 'a lighthouse', size: { width: 64, height: 64 } }),
      caller: ANNA,
      dialect: 'openai',
      call: 'v4:late',
    });
    const told = jobs.finished(job.id);
    const late = FAILS('timeout');
    let questions = 0;
    vendor.follow = async () => {
      questions += 1;
      return questions === 1 ? late() : HAS_IT();
    };

    expect(await told).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining('the same call again gets it'), billed: 'unknown' },
    });
    answer.over(true);
    expect(await jobs.finished(job.id)).toMatchObject({
      state: 'succeeded',
      attempts: [{ outcome: 'delivered', taskId: 'task-1' }],
      cost: { usd: 0.04 },
    });
    expect([vendor.asked.length, second.asked.length]).toEqual([1, 0]);
  });

  it('ends without a picture where the provider is not configured any more', async () => {
    const before = queue('first', UNTIL_STOPPED);
    const id = await orderedJob(await startBridge(before), before);
    const after = queue('first', HAS_IT);
    after.isConfigured = 'set FIRST_API_KEY';

    const job = await (await startBridge(after)).get(id, ANNA);

    expect(job).toMatchObject({ state: 'failed', attempts: [{ taskId: 'task-1', outcome: 'accepted' }] });
  });
});
