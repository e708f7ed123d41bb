import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../settings-error.js';
import { ModelConfig } from './model-config.js';
import { readModelConfig } from './read-model-config.js';

const OLD: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../test/old-fastfusion/model_config.json'), 'utf8'),
);

function configOf(document: unknown): ModelConfig {
  return new ModelConfig(readModelConfig(Object(document), 'model_config.json'));
}

function mistakesIn(document: object): SettingsError['mistakes'] {
  try {
    configOf(document);
  } catch (error) {
    if (error instanceof SettingsError) {
      return error.mistakes;
    }
    throw error;
  }
  return [];
}

describe(ModelConfig.name, () => {
  it("takes FastFusion's file as it is", () => {
    const config = configOf(OLD);
    expect(config).toMatchObject({
      name: 'FLUX.1-dev',
      maxCount: 2,
      usual: { steps: 30, guidance: 4 },
      unknownKeys: [],
    });
    expect(config.loras.map((lora) => lora.adapter_name)).toEqual(['harbour', 'ink', 'clay']);
  });

  it('names the keys that only a local engine reads', () => {
    expect(configOf(OLD).unusedKeys).toEqual([
      'pipeline.hf_model_id',
      'pipeline.torch_dtype_init',
      'pipeline.torch_dtype_run',
      'pipeline.torch_device',
      'pipeline.enable_cpu_offload',
      'pipeline.enable_vae_slicing',
      'pipeline.enable_vae_tiling',
      'pipeline.generations_config.pipeline',
      'pipeline.edits_config.pipeline',
      'pipeline.edits_config.inpaint_pipeline',
      'pipeline.variations_config.pipeline',
    ]);
    expect(configOf({ pipeline: { hf_model_id: null } }).unusedKeys).toEqual([]);
  });

  it('takes the files of before 2025, which switch routes in other words', () => {
    const config = configOf({
      pipeline: {
        enable_images_generations: true,
        enable_images_edits: false,
        variations_config: { enable_images_variations: false, use_flux_redux: false },
      },
    });
    expect(config.unknownKeys).toEqual([]);
    expect([config.serves('generations'), config.serves('edits'), config.serves('variations')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('serves every route unless the file says no', () => {
    const config = configOf({ pipeline: { edits_config: { enabled: false }, variations_config: {} } });
    expect([config.serves('generations'), config.serves('edits'), config.serves('variations')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('notes keys that it does not know, wherever they stand, and takes the rest', () => {
    const config = configOf({
      nmae: 'x',
      pipeline: {
        max_m: 3,
        max_n: 4,
        loras: [{ type: 'hub', address: 'a/b', adapter_name: 'c', wieght: 1 }],
      },
      generation_presets: { hd: { guidance: 3, num_inference_steps: 60 } },
      family_presets: { sdlx: { hd: {} } },
    });
    expect(config.unknownKeys.toSorted()).toEqual([
      'family_presets.sdlx',
      'generation_presets.hd.guidance',
      'nmae',
      'pipeline.loras[0].wieght',
      'pipeline.max_m',
    ]);
    expect(config.maxCount).toBe(4);
    expect(config.presets.find('hd', 'other')?.values).toMatchObject({ steps: 60 });
  });

  it.each<[object, string, string, string]>([
    [{ pipeline: { max_n: 0 } }, 'pipeline.max_n', '0', 'a whole number from 1 to 100'],
    [{ pipeline: { max_n: '2' } }, 'pipeline.max_n', '"2"', 'a whole number from 1 to 100'],
    [
      { generation_presets: { hd: { num_inference_steps: 2.5 } } },
      'generation_presets.hd.num_inference_steps',
      '2.5',
      'a whole number from 1 to 500',
    ],
    [{ generation_presets: { hd: 50 } }, 'generation_presets.hd', '50', 'an object such as'],
    [
      { pipeline: { loras: [{ type: 'disk', address: 'a', adapter_name: 'b' }] } },
      'pipeline.loras[0].type',
      '"disk"',
      'one of hub, local, url',
    ],
    [
      { pipeline: { loras: [{ type: 'hub', adapter_name: 'b' }] } },
      'pipeline.loras[0].address',
      'nothing',
      'a text',
    ],
    [
      { pipeline: { mistyped: 1, edits_config: { enabled: 'yes' } } },
      'pipeline.edits_config.enabled',
      '"yes"',
      'true or false',
    ],
  ])('refuses %j', (document, key, found, allowed) => {
    expect(mistakesIn(document)).toEqual([
      { file: 'model_config.json', key, found, allowed: expect.stringContaining(allowed) },
    ]);
  });

  describe('its presets', () => {
    const old = configOf(OLD).presets;
    const built = new ModelConfig(null).presets;

    it.each([
      ['standard', 'standard', 7],
      ['medium', 'standard', 7],
      ['hd', 'hd', 5],
      ['high', 'hd', 5],
      ['xhigh', 'hd', 5],
      ['max', 'hd', 5],
    ])("mean something by %s where FastFusion's file has two names only: %s", (asked, name, guidance) => {
      expect(old.find(asked, 'flux')).toMatchObject({ name, values: { guidance } });
    });

    it('leave auto to the usual values, unless the file has a preset of that name', () => {
      expect(old.find('auto', 'flux')).toBeNull();
      const own = configOf({ generation_presets: { auto: { num_inference_steps: 9 } } }).presets;
      expect(own.find('auto', 'flux')).toEqual({ name: 'auto', values: { steps: 9 } });
    });

    it('come from the house where the file has none', () => {
      expect(old.find('low', 'flux')).toEqual(built.find('low', 'flux'));
      expect(built.find('low', 'flux')?.values.steps).toBeLessThan(28);
    });

    it("take a family's own values before those for all, and the house's for what neither names", () => {
      const { presets } = configOf({
        generation_presets: { standard: { guidance_scale: 9, num_inference_steps: 11 } },
        family_presets: { sdxl: { standard: { num_inference_steps: 33 } } },
      });
      expect(presets.find('standard', 'sdxl')?.values).toEqual({
        steps: 33,
        guidance: 9,
        sampler: 'DPM++ 2M',
        scheduler: 'Karras',
      });
      expect(presets.find('standard', 'other')?.values).toEqual({ steps: 11, guidance: 9 });
    });

    it('are not found under names of the language', () => {
      expect(built.find('constructor', 'flux')).toBeNull();
      expect(built.find('__proto__', 'flux')).toBeNull();
    });

    it("have a name for each of OpenAI's words", () => {
      expect(built.names).toEqual(
        expect.arrayContaining(['auto', 'low', 'medium', 'high', 'xhigh', 'max', 'standard', 'hd']),
      );
    });
  });
});
