import { MediaModule } from '@fusionbridge/media';
import { SettingsModule } from '@fusionbridge/settings';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import { type Simulator, startFal, startSdWebui, startTogether } from '@fusionbridge/simulators';
import { foxPlan, watched } from '../test/bench.js';
import type { Delivery } from './delivery.js';
import { Router } from './router.js';
import { RoutingModule } from './routing.module.js';

/** fal works on one order at a time, and has one already that takes long. */
describe('hedging between vendors', () => {
  let fal: Simulator;
  let local: Simulator;
  let together: Simulator;
  let module: TestingModule;
  let first: Promise<Delivery>;

  beforeEach(async () => {
    [fal, local, together] = await Promise.all([
      startFal({ concurrency: 1, slowMs: 600_000 }),
      startSdWebui(),
      startTogether(),
    ]);
    const settings = testSettings(modelsWithChain('flux', 'fal'), {
      FAL_API_KEY: 'simulated:key',
      FAL_QUEUE_URL: fal.url,
      SD_ENABLED: 'true',
      SD_API_URL: local.url,
      TOGETHER_API_KEY: 'simulated-key',
      TOGETHER_BASE_URL: `${together.url}/v1`,
      HEDGE_QUEUED_SECONDS: '0.2',
    });
    module = await Test.createTestingModule({
      imports: [SettingsModule.with(settings), MediaModule, RoutingModule],
    }).compile();
    fal.fault('slow');
    first = run('fal');
    await fal.working(1);
  });

  afterEach(async () => {
    fal.release();
    await first;
    await Promise.all([module.close(), fal.close(), local.close(), together.close()]);
  });

  function run(...providers: string[]): Promise<Delivery> {
    return module.get(Router).run(foxPlan(...providers), watched());
  }

  it('takes an order out of the queue that another vendor has painted meanwhile, and pays once', async () => {
    const delivery = await run('fal', 'sd-webui');
    expect(delivery.pictures.map(({ provider }) => provider)).toEqual(['sd-webui']);
    expect([fal.state().charges, fal.state().cancellations, local.state().charges]).toEqual([1, 1, 1]);
  });

  it('waits where the other vendor would charge for an order that is called off', async () => {
    const waiting = run('fal', 'together');
    fal.release();
    expect((await waiting).pictures.map(({ provider }) => provider)).toEqual(['fal']);
    expect([fal.state().charges, together.state().submissions]).toEqual([2, 0]);
  });
});
