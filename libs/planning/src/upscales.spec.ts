import { newImageRequest, type Plan, type ProviderCapabilities } from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { SettingsModule } from '@fusionbridge/settings';
import {
  bridgeErrorOf,
  FakeProvider,
  modelsWithChain,
  ONE_PIXEL,
  registryOf,
  testSettings,
} from '@fusionbridge/testing';
import { Test } from '@nestjs/testing';
import { Planner } from './planner.js';
import { PlanningModule } from './planning.module.js';

const ENLARGES: Partial<ProviderCapabilities> = { operations: ['upscale'], loras: null };

function fake(id: string, differs: Partial<ProviderCapabilities> = {}): FakeProvider {
  return new FakeProvider(id, () => Promise.reject(new Error('planning must buy nothing')), {
    ...ENLARGES,
    ...differs,
  });
}

async function planOf(
  chain: readonly string[],
  providers: readonly FakeProvider[],
  given: Parameters<typeof newImageRequest>[0] = {},
): Promise<Plan> {
  const module = await Test.createTestingModule({
    imports: [SettingsModule.with(testSettings(modelsWithChain('other', ...chain))), PlanningModule],
  })
    .overrideProvider(ProviderRegistry)
    .useValue(registryOf(...providers))
    .compile();
  await module.init();
  const size = { width: 256, height: 256 };
  return module
    .get(Planner)
    .plan(newImageRequest({ operation: 'upscale', source: ONE_PIXEL, size, ...given }));
}

describe('the plan of an upscale', () => {
  it('adds no words and no values of its own', async () => {
    const plan = await planOf(['one'], [fake('one')], { negativePrompt: '' });
    expect(plan).toMatchObject({ prompt: '', negativePrompt: '', summary: { by: 'none' } });
    expect(plan.candidates[0]).toMatchObject({ degradations: [], request: { steps: null, guidance: null } });
  });

  it('says that LoRAs are left out', async () => {
    const plan = await planOf(['one'], [fake('one')], { loras: [{ name: 'grain', weight: 1 }] });
    expect(plan.candidates[0]?.degradations).toMatchObject([{ field: 'loras', asked: 'grain:1' }]);
    expect(plan.loras).toEqual([]);
  });

  it('says so where only resampling is left of a chain of upscalers, and not where that was asked for', async () => {
    const lanczos = fake('lanczos', { resampling: true });
    const chained = await planOf(['one', 'lanczos'], [fake('one'), lanczos]);
    expect(chained.candidates.map(({ provider, degradations }) => [provider, degradations])).toEqual([
      ['one', []],
      [
        'lanczos',
        [expect.objectContaining({ field: 'upscaler', asked: "a model of 'main'", given: 'lanczos' })],
      ],
    ]);
    const asked = await planOf(['lanczos'], [lanczos]);
    expect(asked.candidates[0]?.degradations).toEqual([]);
  });

  it('does not resample for a client that wants all or nothing', async () => {
    const strict = await planOf(['one', 'lanczos'], [fake('one'), fake('lanczos', { resampling: true })], {
      fidelity: 'strict',
    });
    expect(strict.candidates.map((one) => one.provider)).toEqual(['one']);
  });

  it('does not take Lanczos for a provider that somebody has set up', async () => {
    const one = fake('one', { operations: ['text'] });
    one.isConfigured = 'set ONE_KEY';
    const sandbox = fake('sandbox', {
      operations: ['text'],
      embedded: true,
      standIn: { vendorModel: 'scene', family: 'sandbox' },
    });
    const plan = await planOf(['one'], [one, fake('lanczos', { embedded: true }), sandbox], {
      operation: 'text',
      source: null,
      prompt: 'a fox',
    });
    expect(plan.candidates.map(({ provider }) => provider)).toEqual(['sandbox']);
  });

  it('asks no painter to enlarge', async () => {
    const error = await bridgeErrorOf(planOf(['one'], [fake('one', { operations: ['text', 'image'] })]));
    expect(error).toMatchObject({ kind: 'unsupported' });
    expect(error.message).toContain('cannot enlarge a picture');
  });
});
