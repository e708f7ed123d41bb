import HOUSE from '../../../../config/model_config.json' with { type: 'json' };
import { GenerationPresets, type PresetValues } from './generation-presets.js';
import type { ModelConfigFile, ModelConfigLora, ModelConfigPipeline } from './model-config-file.js';
import { readModelConfig, type ReadModelConfig } from './read-model-config.js';

/** The image routes of OpenAI's dialect that a file can switch off. */
export type ImageEndpoint = 'generations' | 'edits' | 'variations';

/** A model that captions pictures. */
export interface VisionModel {
  readonly model: string;
  readonly host: string;
  /** Environment variable that holds its key; null if it needs none. */
  readonly keyVariable: string | null;
}

/** FastFusion's own. */
const USUAL_VISION_HOST = 'https://api.openai.com';

/** Keys of `pipeline` that are unused until a local engine runs beside the bridge. */
const FOR_A_LOCAL_ENGINE = [
  'hf_model_id',
  'torch_dtype_init',
  'torch_dtype_run',
  'torch_device',
  'enable_cpu_offload',
  'enable_vae_slicing',
  'enable_vae_tiling',
] as const;

const BUILT_IN = readModelConfig(HOUSE, 'config/model_config.json').file;

/** The contents of `model_config.json`, on top of the built-in presets. */
export class ModelConfig {
  /** For people; null where the file has none. */
  readonly name: string | null;
  readonly presets: GenerationPresets;
  /** Used if neither the request nor a preset that it names gives a value. */
  readonly usual: PresetValues;
  /** Maximum number of pictures in one request; null: the operator sets no limit. */
  readonly maxCount: number | null;
  /** More than that are painted in several calls instead of being refused. */
  readonly splits: boolean;
  readonly loras: readonly ModelConfigLora[];
  /** null if the file names none. */
  readonly vision: VisionModel | null;
  /** Keys that are kept for a local engine, by their paths. */
  readonly unusedKeys: readonly string[];
  /** Unknown keys, by their paths. */
  readonly unknownKeys: readonly string[];
  /** Use Redux for variations, if a provider has it. */
  readonly redux: boolean;
  /** Whether the file is one of FastFusion's, whose clients expect addresses where they ask for nothing else. */
  readonly isFastFusion: boolean;
  private readonly pipeline: ModelConfigPipeline;

  /**
   * @param read null: the built-in presets alone
   * @param isFastFusion Whether CONFIG_PATH or FastFusion's default name led to it
   */
  constructor(read: ReadModelConfig | null, isFastFusion = false) {
    this.isFastFusion = isFastFusion;
    const file: ModelConfigFile = read?.file ?? {};
    this.name = file.name ?? null;
    this.pipeline = file.pipeline ?? {};
    this.presets = new GenerationPresets([file, BUILT_IN]);
    this.usual = usualIn(this.pipeline);
    this.maxCount = this.pipeline.max_n ?? null;
    this.splits = this.pipeline.over_max_n === 'split';
    this.loras = this.pipeline.loras ?? [];
    this.vision = visionIn(this.pipeline);
    this.redux = reduxIn(this.pipeline);
    this.unusedKeys = unusedIn(this.pipeline);
    this.unknownKeys = read?.unknownKeys ?? [];
  }

  /** True unless the file says no. */
  serves(endpoint: ImageEndpoint): boolean {
    const older = {
      generations: this.pipeline.enable_images_generations,
      edits: this.pipeline.enable_images_edits,
      variations: this.pipeline.variations_config?.enable_images_variations,
    };
    return this.pipeline[`${endpoint}_config`]?.enabled ?? older[endpoint] ?? true;
  }
}

function usualIn({
  global_num_inference_steps: steps,
  global_guidance_scale: guidance,
}: ModelConfigPipeline): PresetValues {
  return {
    ...(typeof steps === 'number' ? { steps } : {}),
    ...(typeof guidance === 'number' ? { guidance } : {}),
  };
}

function reduxIn({ variations_config: config }: ModelConfigPipeline): boolean {
  return config?.enable_flux_redux ?? config?.use_flux_redux ?? false;
}

function visionIn({ variations_config: config }: ModelConfigPipeline): VisionModel | null {
  return config?.vision_model
    ? {
        model: config.vision_model,
        host: config.vision_model_host || USUAL_VISION_HOST,
        keyVariable: config.vision_model_api_key_variable || null,
      }
    : null;
}

function unusedIn(pipeline: ModelConfigPipeline): string[] {
  const own = FOR_A_LOCAL_ENGINE.filter((key) => isGiven(pipeline[key]));
  const { generations_config, edits_config, variations_config } = pipeline;
  const pipelines = {
    'generations_config.pipeline': generations_config?.pipeline,
    'edits_config.pipeline': edits_config?.pipeline,
    'edits_config.inpaint_pipeline': edits_config?.inpaint_pipeline,
    'variations_config.pipeline': variations_config?.pipeline,
  };
  const given = Object.entries(pipelines).flatMap(([key, value]) => (isGiven(value) ? [key] : []));
  return [...own, ...given].map((key) => `pipeline.${key}`);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
