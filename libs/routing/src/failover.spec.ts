import { type Attempt, BridgeError } from '@fusionbridge/core';
import { MediaModule } from '@fusionbridge/media';
import { SettingsModule } from '@fusionbridge/settings';
import { bridgeErrorOf, modelsWithChain, testSettings } from '@fusionbridge/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  type Fault,
  type Simulator,
  startFal,
  startTogether,
  startWaveSpeed,
} from '@fusionbridge/simulators';
import { foxPlan } from '../test/bench.js';
import type { Delivery, RunContext } from './delivery.js';
import { Router } from './router.js';
import { RoutingModule } from './routing.module.js';

const CHAIN = ['fal', 'wavespeed', 'together'];

/** The router over real adapters, the guarded fetcher and vendors on loopback. */
describe('failing over between vendors', () => {
  let vendors: Simulator[] = [];
  let module: TestingModule;
  let written: Attempt[] = [];

  beforeEach(async () => {
    const [fal, wavespeed, together] = await Promise.all([startFal(), startWaveSpeed(), startTogether()]);
    vendors = [fal, wavespeed, together];
    written = [];
    const settings = testSettings(modelsWithChain('flux', ...CHAIN), {
      FAL_API_KEY: 'simulated:key',
      FAL_QUEUE_URL: fal.url,
      WAVESPEED_API_KEY: 'simulated-key',
      WAVESPEED_BASE_URL: `${wavespeed.url}/api/v3`,
      TOGETHER_API_KEY: 'simulated-key',
      TOGETHER_BASE_URL: `${together.url}/v1`,
    });
    module = await Test.createTestingModule({
      imports: [SettingsModule.with(settings), MediaModule, RoutingModule],
    }).compile();
  });

  afterEach(async () => {
    await Promise.all([module.close(), ...vendors.map((vendor) => vendor.close())]);
  });

  async function run(): Promise<Delivery> {
    const context: RunContext = {
      jobId: 'job',
      signal: new AbortController().signal,
      slot: { enter: async () => undefined, leave: () => undefined },
      onAttempt: async (attempt) => {
        written.push(attempt);
      },
      onProgress: () => undefined,
      log: () => undefined,
    };
    return module.get(Router).run(foxPlan(...CHAIN), context);
  }

  function charges(): number[] {
    return vendors.map((vendor) => vendor.state().charges);
  }

  it('brings a picture from the first, its task written down before it is waited for', async () => {
    const delivery = await run();
    expect(delivery.pictures).toEqual([
      expect.objectContaining({ provider: 'fal', seed: 7, picture: expect.objectContaining({ width: 256 }) }),
    ]);
    expect(delivery.cost).toEqual({ usd: 0.035, source: 'reported' });
    expect(charges()).toEqual([1, 0, 0]);
    expect(written.map(({ taskId, outcome }) => [taskId !== null, outcome])).toEqual([
      [false, null],
      [true, null],
      [true, 'delivered'],
    ]);
  });

  it.each<Fault>([
    'unauthorized',
    'out_of_credit',
    'rate_limited',
    'invalid_request',
    'loading',
    'job_failed',
  ])('goes on to the next after %s, and pays once', async (fault) => {
    vendors[0]?.fault(fault);
    expect((await run()).pictures.map((one) => one.provider)).toEqual(['wavespeed']);
    expect(charges()).toEqual([0, 1, 0]);
  });

  it('goes on to the last where the second fails too', async () => {
    vendors[0]?.fault('job_failed');
    vendors[1]?.fault('job_failed');
    expect((await run()).pictures.map((one) => one.provider)).toEqual(['together']);
    expect(charges()).toEqual([0, 0, 1]);
  });

  it.each<Fault>(['break_off', 'wrong_json', 'other_json'])(
    'takes a receipt with %s for an order that may have been taken',
    async (fault) => {
      vendors[0]?.fault(fault);
      const error = await bridgeErrorOf(run());
      expect(error.attempts.map(({ provider, outcome }) => [provider, outcome])).toEqual([
        ['fal', 'unknown'],
      ]);
      expect(charges()).toEqual([1, 0, 0]);
    },
  );

  it.each<Fault>(['drop_after_accept', 'job_lost'])('does not buy again after %s', async (fault) => {
    vendors[0]?.fault(fault);
    const error = await bridgeErrorOf(run());
    expect(error).toBeInstanceOf(BridgeError);
    expect(error.attempts.map(({ provider }) => provider)).toEqual(['fal']);
    expect(charges()).toEqual([1, 0, 0]);
  });
});
