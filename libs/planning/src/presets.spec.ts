import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Candidate,
  type ImageRequest,
  newImageRequest,
  type ProviderCapabilities,
} from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { SettingsModule } from '@fusionbridge/settings';
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
import { Presets } from './presets.js';

const FASTFUSION = {
  pipeline: { max_n: 2, global_guidance_scale: 4, global_num_inference_steps: 30 },
  generation_presets: {
    standard: { guidance_scale: 3.2, num_inference_steps: 25 },
    hd: { guidance_scale: 6.5, num_inference_steps: 50 },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'fusionbridge-presets-'));

function fileOf(name: string, content: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

async function plannerFor(
  family: string,
  differs: Partial<ProviderCapabilities> = {},
  env: Record<string, string> = {},
): Promise<Planner> {
  const never = async (): Promise<never> => {
    throw new Error('planning must buy nothing');
  };
  const module = await Test.createTestingModule({
    imports: [SettingsModule.with(testSettings(modelsWithChain(family, 'one'), env)), PlanningModule],
  })
    .overrideProvider(ProviderRegistry)
    .useValue(registryOf(new FakeProvider('one', never, differs)))
    .compile();
  await module.init();
  return module.get(Planner);
}

async function candidateOf(planner: Planner, asked: Partial<ImageRequest>): Promise<Candidate | undefined> {
  const { candidates } = await planner.plan(newImageRequest({ prompt: 'a fox', ...asked }));
  return candidates[0];
}

describe(Presets.name, () => {
  const config = { CONFIG_PATH: fileOf('model_config.json', FASTFUSION) };

  it.each<[string | null, string, object]>([
    ['hd', 'hd', { steps: 50, guidance: 6.5 }],
    ['high', 'hd', { steps: 50, guidance: 6.5 }],
    ['standard', 'standard', { steps: 25, guidance: 3.2 }],
    ['medium', 'standard', { steps: 25, guidance: 3.2 }],
    ['low', 'low', { steps: 14, guidance: 4 }],
    ['auto', 'standard', { steps: 30, guidance: 4 }],
    [null, 'standard', { steps: 30, guidance: 4 }],
  ])("reads the quality %s by FastFusion's file", async (quality, preset, values) => {
    const planner = await plannerFor('flux', {}, config);
    expect(await candidateOf(planner, { quality })).toMatchObject({
      preset,
      degradations: [],
      request: {
        ...values,
        quality: null,
        sampler: 'Euler',
        scheduler: 'Simple',
      },
    });
  });

  it('lets the values of the client win, one by one', async () => {
    const planner = await plannerFor('flux', {}, config);
    expect(await candidateOf(planner, { quality: 'hd', steps: 7 })).toMatchObject({
      preset: 'hd',
      request: { steps: 7, guidance: 6.5 },
    });
    expect(await candidateOf(planner, { quality: 'hd', guidance: 2 })).toMatchObject({
      request: { steps: 50, guidance: 2 },
    });
  });

  it("puts a preset that is named before the LoRA file's defaults, and these before the global values", async () => {
    const dictionary = { config: { default_steps: 40 }, loras: {} };
    const env = { ...config, LORA_DICT_PATH: fileOf('loras.json', dictionary) };
    const planner = await plannerFor('flux', {}, env);
    expect((await candidateOf(planner, {}))?.request).toMatchObject({ steps: 40, guidance: 4 });
    expect((await candidateOf(planner, { quality: 'hd' }))?.request).toMatchObject({ steps: 50 });
  });

  it('gives a vendor that understands the name nothing but the name', async () => {
    const planner = await plannerFor('flux', { qualities: ['hd'] }, config);
    expect(await candidateOf(planner, { quality: 'hd' })).toMatchObject({
      preset: null,
      request: { quality: 'hd', steps: null, guidance: null },
    });
    expect((await candidateOf(planner, { quality: 'hd', steps: 9 }))?.request).toMatchObject({
      quality: 'hd',
      steps: 9,
      guidance: 4,
    });
  });

  it("translates a preset into the vendor's own word", async () => {
    const fields = { steps: null, guidance: null, sampler: false, qualities: ['low', 'medium', 'high'] };
    const planner = await plannerFor('gpt-image', fields, config);
    expect(await candidateOf(planner, { quality: 'hd' })).toMatchObject({
      preset: 'hd',
      request: { quality: 'high' },
    });
    expect((await candidateOf(planner, { quality: 'standard' }))?.request.quality).toBe('medium');
    expect((await candidateOf(planner, {}))?.request.quality).toBeNull();
  });

  it('tells of a preset of which the vendor takes no value', async () => {
    const fields = { steps: null, guidance: null, sampler: false };
    const planner = await plannerFor('flux', fields, config);
    expect(await candidateOf(planner, { quality: 'hd' })).toMatchObject({
      request: { quality: null, steps: null },
      degradations: [{ field: 'quality', asked: 'hd', given: 'dropped', why: 'the vendor has no presets' }],
    });
  });

  it('starts from the picture as far as the preset says, where there is one', async () => {
    const presets = { generation_presets: { hd: { strength: 0.4 } } };
    const planner = await plannerFor('other', {}, { CONFIG_PATH: fileOf('strength.json', presets) });
    const source = { format: 'png', width: 64, height: 64, bytes: Buffer.alloc(1) } as const;
    const edit = { operation: 'image', source, quality: 'hd' } as const;
    expect((await candidateOf(planner, edit))?.request.strength).toBe(0.4);
    expect((await candidateOf(planner, { ...edit, strength: 0.9 }))?.request.strength).toBe(0.9);
    expect((await candidateOf(planner, { quality: 'hd' }))?.request.strength).toBeNull();
  });

  it('refuses a name that nobody knows, and lists the known ones, those of the vendors too', async () => {
    const planner = await plannerFor('flux', { qualities: ['draft'] }, config);
    const error = await bridgeErrorOf(planner.plan(newImageRequest({ prompt: 'x', quality: 'ultra' })));
    expect(error).toMatchObject({ kind: 'invalid_request', field: 'quality' });
    expect(error.message).toContain('there is no preset "ultra"');
    expect(error.message).toMatch(/auto.*hd.*draft/);
  });

  it('refuses more pictures than max_n, and names the limit', async () => {
    const planner = await plannerFor('flux', {}, config);
    expect((await candidateOf(planner, { count: 2 }))?.calls).toBe(1);
    const error = await bridgeErrorOf(planner.plan(newImageRequest({ prompt: 'x', count: 3 })));
    expect(error).toMatchObject({ kind: 'invalid_request', field: 'n' });
    expect(error.message).toContain('at most 2 pictures in one request (pipeline.max_n');
  });

  it('splits more pictures than max_n into calls where the file says so, and lists it', async () => {
    const split = { pipeline: { max_n: 2, over_max_n: 'split' } };
    const planner = await plannerFor('flux', {}, { CONFIG_PATH: fileOf('split.json', split) });
    const candidate = await candidateOf(planner, { count: 3 });
    expect(candidate).toMatchObject({ calls: 2, request: { count: 3 } });
    expect(candidate?.degradations).toEqual([
      expect.objectContaining({ field: 'count', asked: '3', given: '2 calls of at most 2' }),
    ]);
    expect(await candidateOf(planner, { count: 2 })).toMatchObject({ calls: 1, degradations: [] });
  });
});
