import { newImageRequest, type ProviderCapabilities, type Submission } from '@fusionbridge/core';
import { JobRepository } from '@fusionbridge/persistence';
import { ProviderRegistry } from '@fusionbridge/providers';
import { SettingsModule } from '@fusionbridge/settings';
import { FakeProvider, modelsWithChain, registryOf, testSettings } from '@fusionbridge/testing';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { ANNA, paint } from '../../test/harness.js';
import { JobService, JobsModule } from '../index.js';

/** The job room over the real planner and router, and vendors that a test plays. */
describe('a job through planning and routing', () => {
  let module: TestingModule;

  afterEach(async () => {
    await module.close();
  });

  async function jobsOver(...providers: FakeProvider[]): Promise<JobService> {
    const chain = modelsWithChain('other', ...providers.map((provider) => provider.id));
    module = await Test.createTestingModule({
      imports: [SettingsModule.with(testSettings(chain, { SHUTDOWN_DRAIN_SECONDS: '0' })), JobsModule],
    })
      .overrideProvider(ProviderRegistry)
      .useValue(registryOf(...providers))
      .compile();
    await module.init();
    Logger.overrideLogger(false);
    return module.get(JobService);
  }

  const submit = async (jobs: JobService) => {
    const { job } = await jobs.submit({
      request: newImageRequest({ prompt: 'a lighthouse', size: { width: 64, height: 64 } }),
      caller: ANNA,
      dialect: 'openai',
    });
    return job;
  };

  const paints = async (): Promise<Submission> => {
    const { bytes } = await paint({ width: 64, height: 64 });
    const pictures = [{ bytes, seed: 7, flagged: false }];
    return {
      kind: 'images',
      images: { pictures, cost: { usd: 0.04, source: 'reported' }, degradations: [] },
    };
  };

  /** Works until it is aborted, and says when it has begun. */
  function endless(differs: Partial<ProviderCapabilities>): { provider: FakeProvider; begun: Promise<void> } {
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const works = (_: unknown, { signal }: { signal: AbortSignal }): Promise<Submission> => {
      begin();
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    };
    return { provider: new FakeProvider('first', works, differs), begun };
  }

  it('is painted, kept and told', async () => {
    const jobs = await jobsOver(new FakeProvider('first', paints));

    const job = await jobs.finished((await submit(jobs)).id);

    expect(job).toMatchObject({
      state: 'succeeded',
      attempts: [{ provider: 'first', outcome: 'delivered', delivered: 1 }],
      results: [{ provider: 'first', vendorModel: 'm1', seed: 7, width: 64, height: 64 }],
      cost: { usd: 0.04, source: 'reported' },
    });
    expect(await jobs.get(job.id, ANNA)).toStrictEqual(job);
  });

  it('is not sent when it could not be written down', async () => {
    const vendor = new FakeProvider('first', paints);
    const jobs = await jobsOver(vendor);
    jest.spyOn(module.get(JobRepository), 'begin').mockRejectedValue(new Error('disk full'));

    const job = await jobs.finished((await submit(jobs)).id);

    expect(job).toMatchObject({ state: 'failed', error: { kind: 'internal' } });
    expect(vendor.asked).toHaveLength(0);
  });

  it('is stopped for a client that went away where that is free, and goes to nobody else', async () => {
    const { provider, begun } = endless({ cancel: 'free' });
    const second = new FakeProvider('second', paints);
    const jobs = await jobsOver(provider, second);
    const { id } = await submit(jobs);
    await begun;

    jobs.abandon(id);

    expect(await jobs.finished(id)).toMatchObject({ state: 'cancelled', error: { kind: 'cancelled' } });
    expect(second.asked).toHaveLength(0);
  });

  it('is cancelled by hand, whatever it costs', async () => {
    const { provider, begun } = endless({ cancel: 'charged' });
    const jobs = await jobsOver(provider);
    const { id } = await submit(jobs);
    await begun;

    expect(await jobs.cancel(id, ANNA)).toMatchObject({
      state: 'cancelled',
      attempts: [{ provider: 'first' }],
    });
  });
});
