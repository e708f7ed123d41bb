import { newImageRequest, type Plan, type ProviderCapabilities, UNBOUNDED } from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { SettingsError, SettingsModule } from '@fusionbridge/settings';
import {
  bridgeErrorOf,
  FakeProvider,
  modelsWithChain,
  registryOf,
  testSettings,
} from '@fusionbridge/testing';
import { Test } from '@nestjs/testing';
import { Planner } from './planner.js';
import { PlanningModule } from './planning.module.js';

const UNUSED = async (): Promise<never> => {
  throw new Error('planning must buy nothing');
};

function fake(id: string, differs: Partial<ProviderCapabilities> = {}): FakeProvider {
  return new FakeProvider(id, UNUSED, differs);
}

function standIn(): FakeProvider {
  return fake('sandbox', { embedded: true, standIn: { vendorModel: 'scene', family: 'sandbox' } });
}

async function plannerWith(models: object, ...providers: FakeProvider[]): Promise<Planner> {
  const module = await Test.createTestingModule({
    imports: [SettingsModule.with(testSettings(models)), PlanningModule],
  })
    .overrideProvider(ProviderRegistry)
    .useValue(registryOf(...providers))
    .compile();
  await module.init();
  return module.get(Planner);
}

function fieldsOf(plan: Plan, provider: string): string[] {
  return plan.candidates.find((one) => one.provider === provider)?.degradations.map((one) => one.field) ?? [];
}

describe(Planner.name, () => {
  it('lists the candidates in the order of the chain and buys nothing', async () => {
    const planner = await plannerWith(modelsWithChain('other', 'one', 'two'), fake('one'), fake('two'));
    const plan = await planner.plan(newImageRequest({ prompt: 'a fox', seed: 7 }));
    expect(plan.candidates.map((one) => one.provider)).toEqual(['one', 'two']);
    expect(plan).toMatchObject({
      model: 'main',
      prompt: 'a fox',
      originalPrompt: 'a fox',
      seed: 7,
      excluded: [],
    });
    expect(plan.candidates[0]?.request.seed).toBe(7);
  });

  describe('the basis of a plan', () => {
    const fox = newImageRequest({ prompt: 'a fox', seed: 7 });
    const twoModels = (vendorModel: string): object => ({
      default: 'main',
      models: [
        { id: 'main', aliases: ['dall-e-3'], chain: [{ provider: 'one', model: vendorModel }] },
        { id: 'second', chain: [{ provider: 'one', model: 'm9' }] },
      ],
    });

    async function basisOver(models: object, request = fox, one = fake('one')): Promise<unknown> {
      const planner = await plannerWith(models, one);
      return planner.basis(planner.prepare(request));
    }

    it('is the same for the same, by whatever name of the model, and after a restart', async () => {
      const basis = await basisOver(twoModels('m1'));
      for (const model of ['main', 'dall-e-3']) {
        expect(await basisOver(twoModels('m1'), { ...fox, model })).toEqual(basis);
      }
    });

    it('is another when the chain, a provider or the routing is', async () => {
      const basis = await basisOver(twoModels('m1'));
      const off = fake('one');
      off.isConfigured = 'set ONE_KEY';
      for (const other of [
        basisOver(twoModels('m2')),
        basisOver(twoModels('m1'), { ...fox, model: 'second' }),
        basisOver(twoModels('m1'), { ...fox, routing: 'cheapest' }),
        basisOver(twoModels('m1'), fox, fake('one', { defaultSize: { width: 512, height: 512 } })),
        basisOver(twoModels('m1'), fox, off),
      ]) {
        expect(await other).not.toEqual(basis);
      }
    });

    it('holds no pictures', async () => {
      const source = { format: 'png', width: 64, height: 64, bytes: Buffer.alloc(5000) } as const;
      const basis = await basisOver(twoModels('m1'), { ...fox, operation: 'image', source });
      expect(JSON.stringify(basis).length).toBeLessThan(4000);
    });
  });

  it('lists everything a candidate would drop', async () => {
    const poor = fake('poor', {
      negativePrompt: false,
      steps: null,
      sampler: false,
      seed: null,
      loras: { max: 1, sources: ['url', 'file'], weight: UNBOUNDED },
      maxCount: 1,
      sizes: { kind: 'list', sizes: [{ width: 1024, height: 1024 }] },
    });
    const planner = await plannerWith(modelsWithChain('other', 'poor'), poor);
    const plan = await planner.plan(
      newImageRequest({
        prompt: 'x',
        negativePrompt: 'blurry',
        steps: 20,
        sampler: 'Euler',
        seed: 1,
        count: 2,
        size: { width: 512, height: 512 },
        loras: [
          { name: 'a', weight: 1 },
          { name: 'b', weight: 0.5 },
        ],
      }),
    );
    expect(fieldsOf(plan, 'poor').toSorted()).toEqual(
      ['size', 'loras', 'negativePrompt', 'steps', 'sampler', 'seed', 'count'].toSorted(),
    );
    const [candidate] = plan.candidates;
    expect(candidate).toMatchObject({ calls: 2 });
    expect(candidate?.request).toMatchObject({
      negativePrompt: '',
      steps: null,
      seed: null,
      loras: [{ name: 'a', weight: 1 }],
      size: { width: 1024, height: 1024 },
    });
    expect(candidate?.degradations).toContainEqual({
      field: 'loras',
      asked: 'b:0.5',
      given: 'dropped',
      why: 'the vendor takes at most 1',
    });
  });

  it('drops the LoRAs that the vendor has no way to take before it counts its limit', async () => {
    const byAddress = fake('by-address', {
      loras: { max: 1, sources: ['url'], weight: UNBOUNDED },
    });
    const planner = await plannerWith(modelsWithChain('other', 'by-address'), byAddress);
    const url = 'https://host.example/elena.safetensors';
    const plan = await planner.plan(
      newImageRequest({
        prompt: 'x',
        loras: [
          { name: 'civitai:1@2', weight: 1 },
          { name: 'elena', weight: 0.8, sources: { url } },
        ],
      }),
    );
    expect(plan.candidates[0]?.request.loras).toEqual([{ name: 'elena', weight: 0.8, sources: { url } }]);
    expect(plan.candidates[0]?.degradations).toEqual([
      { field: 'loras', asked: 'civitai:1@2:1', given: 'dropped', why: 'the vendor needs an address for it' },
    ]);
  });

  it('puts a candidate that keeps all LoRAs before one that does not', async () => {
    const planner = await plannerWith(
      modelsWithChain('other', 'one', 'two'),
      fake('one', { loras: null }),
      fake('two'),
    );
    const plan = await planner.plan(newImageRequest({ prompt: 'x', loras: [{ name: 'a', weight: 1 }] }));
    expect(plan.candidates.map((one) => one.provider)).toEqual(['two', 'one']);
  });

  it('never ignores a mask: a provider without masks is out, and nobody left is an error', async () => {
    const mask = { width: 64, height: 64, pixels: Buffer.alloc(64 * 64) };
    const request = newImageRequest({ operation: 'inpaint', prompt: 'x', mask });
    const planner = await plannerWith(modelsWithChain('other', 'one'), fake('one', { mask: 'none' }));
    const error = await bridgeErrorOf(planner.plan(request));
    expect(error.kind).toBe('unsupported');
    expect(error.message).toContain('one: cannot honour a mask');
  });

  it('takes cfg 7 and DDIM for what they are, a client default, where the family is Flux', async () => {
    const planner = await plannerWith(modelsWithChain('flux', 'one'), fake('one'));
    const plan = await planner.plan(
      newImageRequest({ prompt: 'x', guidance: 7, sampler: 'DDIM', scheduler: 'normal', steps: 20 }),
    );
    expect(plan.candidates[0]?.request).toMatchObject({
      guidance: 3.5,
      sampler: 'Euler',
      scheduler: 'normal',
      steps: 20,
    });
    expect(fieldsOf(plan, 'one')).toEqual(['guidance', 'sampler']);
  });

  it.each<[string | null, string | null, object, string[]]>([
    ['DPM++ 2M', 'Karras', { sampler: 'DPM++ 2M', scheduler: 'Simple' }, ['scheduler']],
    [null, 'Exponential', { sampler: 'Euler', scheduler: 'Simple' }, ['scheduler']],
    ['Euler', 'Align Your Steps', { sampler: 'Euler', scheduler: 'Simple' }, ['scheduler']],
    ['DPM++ 2M SDE', 'Polyexponential', { sampler: 'Euler', scheduler: 'Simple' }, ['sampler', 'scheduler']],
    ['Euler', 'Beta', { sampler: 'Euler', scheduler: 'Beta' }, []],
    ['DPM++ 2M', null, { sampler: 'DPM++ 2M', scheduler: 'Simple' }, []],
  ])('lets %s with the schedule %s reach no Flux model as it is, unless it suits', async (...row) => {
    const [sampler, scheduler, given, cut] = row;
    const planner = await plannerWith(modelsWithChain('flux', 'one'), fake('one'));
    const plan = await planner.plan(newImageRequest({ prompt: 'x', sampler, scheduler }));
    expect(plan.candidates[0]?.request).toMatchObject(given);
    expect(fieldsOf(plan, 'one')).toEqual(cut);
  });

  it('takes the usual values of the family for no wish of the client where the vendor has no field', async () => {
    const fields = { steps: null, guidance: null, sampler: false };
    const planner = await plannerWith(modelsWithChain('flux', 'one'), fake('one', fields));
    const plan = await planner.plan(newImageRequest({ prompt: 'x', fidelity: 'strict' }));
    expect(plan.candidates[0]).toMatchObject({
      degradations: [],
      request: { steps: null, guidance: null, sampler: null, scheduler: null },
    });
  });

  it.each([
    [null, []],
    [20, ['steps']],
  ])('tells of fewer steps than the model takes only a client that asked for %s', async (steps, cut) => {
    const quick = fake('one', { steps: { min: 1, max: 4 } });
    const planner = await plannerWith(modelsWithChain('flux', 'one'), quick);
    const plan = await planner.plan(newImageRequest({ prompt: 'x', steps }));
    expect(plan.candidates[0]?.request.steps).toBe(4);
    expect(fieldsOf(plan, 'one')).toEqual(cut);
  });

  it('names once what the vendor has no field for, whether it suits the family or not', async () => {
    const fields = { steps: null, guidance: null, sampler: false };
    const planner = await plannerWith(modelsWithChain('flux', 'one'), fake('one', fields));
    const asked = { steps: 20, guidance: 7, sampler: 'DDIM', scheduler: 'Karras' };
    const plan = await planner.plan(newImageRequest({ prompt: 'x', ...asked }));
    expect(plan.candidates[0]?.degradations.map((one) => [one.field, one.asked, one.given])).toEqual([
      ['steps', '20', 'dropped'],
      ['guidance', '7', 'dropped'],
      ['sampler', 'DDIM', 'dropped'],
      ['scheduler', 'Karras', 'dropped'],
    ]);
  });

  it('keeps the Karras schedule where the family is Stable Diffusion', async () => {
    const planner = await plannerWith(modelsWithChain('sdxl', 'one'), fake('one'));
    const plan = await planner.plan(
      newImageRequest({ prompt: 'x', sampler: 'DPM++ 2M', scheduler: 'Karras' }),
    );
    expect(plan.candidates[0]).toMatchObject({
      degradations: [],
      request: { sampler: 'DPM++ 2M', scheduler: 'Karras' },
    });
  });

  it('keeps cfg 7 and DDIM where the family is Stable Diffusion 1.5', async () => {
    const planner = await plannerWith(modelsWithChain('sd15', 'one'), fake('one'));
    const plan = await planner.plan(newImageRequest({ prompt: 'x', guidance: 7, sampler: 'DDIM' }));
    expect(plan.candidates[0]).toMatchObject({ degradations: [], request: { guidance: 7, sampler: 'DDIM' } });
  });

  it('refuses candidates that would lose something when the client is strict', async () => {
    const planner = await plannerWith(
      modelsWithChain('other', 'one'),
      fake('one', { negativePrompt: false }),
    );
    const error = await bridgeErrorOf(
      planner.plan(newImageRequest({ prompt: 'x', negativePrompt: 'blurry', fidelity: 'strict' })),
    );
    expect(error.kind).toBe('unsupported');
    expect(error.message).toContain('negativePrompt blurry: the vendor has no field for it');
  });

  it('lets the sandbox stand in only where no real provider is configured', async () => {
    const real = fake('one');
    const planner = await plannerWith(modelsWithChain('other', 'one'), real, standIn());
    real.isConfigured = 'set ONE_KEY';
    const alone = await planner.plan(newImageRequest({ prompt: 'x' }));
    expect(alone.candidates.map((one) => one.provider)).toEqual(['sandbox']);
    expect(alone.excluded).toEqual([
      { provider: 'one', vendorModel: 'm1', why: 'not configured: set ONE_KEY' },
    ]);
    real.isConfigured = true;
    const withReal = await planner.plan(newImageRequest({ prompt: 'x' }));
    expect(withReal.candidates.map((one) => one.provider)).toEqual(['one']);
  });

  it('says what to set when the chain has no configured provider although another one is', async () => {
    const real = fake('one');
    const planner = await plannerWith(modelsWithChain('other', 'one'), real, fake('two'), standIn());
    real.isConfigured = 'set ONE_KEY';
    const error = await bridgeErrorOf(planner.plan(newImageRequest({ prompt: 'x' })));
    expect(error.kind).toBe('unavailable');
    expect(error.message).toContain('set ONE_KEY');
  });

  it('names the models there are when asked for another', async () => {
    const planner = await plannerWith(modelsWithChain('other', 'one'), fake('one'));
    const error = await bridgeErrorOf(planner.plan(newImageRequest({ prompt: 'x', model: 'gone' })));
    expect(error).toMatchObject({ kind: 'not_found', field: 'model' });
    expect(error.message).toContain('main');
  });

  it('chooses a seed of 31 bits where the client gives none, another one each time', async () => {
    const planner = await plannerWith(modelsWithChain('other', 'one'), fake('one'));
    const seeds = await Promise.all(
      Array.from({ length: 8 }, async () => (await planner.plan(newImageRequest({ prompt: 'x' }))).seed),
    );
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
    expect(new Set(seeds).size).toBeGreaterThan(1);
  });

  it('stops the start when a provider that may charge is to be asked after a refusal', async () => {
    const models = {
      default: 'main',
      models: [{ id: 'main', chain: [{ provider: 'one' }, { provider: 'two', after_refusal: true }] }],
    };
    const free = await plannerWith(models, fake('one'), fake('two', { cost: 'free' }));
    const { candidates } = await free.plan(newImageRequest({ prompt: 'x' }));
    expect(candidates.map(({ afterRefusal }) => afterRefusal)).toEqual([undefined, true]);
    await expect(plannerWith(models, fake('one'), fake('two'))).rejects.toThrow(
      'models[0].chain[1].after_refusal: found true; allowed: true only for a provider that costs nothing',
    );
  });

  it('stops the start when a chain names a provider that does not exist', async () => {
    await expect(plannerWith(modelsWithChain('other', 'tpyo'), fake('one'))).rejects.toThrow(SettingsError);
    await expect(plannerWith(modelsWithChain('other', 'tpyo'), fake('one'))).rejects.toThrow(
      'models[0].chain[0].provider: found "tpyo"; allowed: one of one',
    );
  });
});
