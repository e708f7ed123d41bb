/** What an input takes: a link from an output of the type, one of some values, a number in a range, or a text. */
export type InputRule =
  | { readonly link: string }
  | { readonly values: readonly string[] }
  | { readonly number: 'INT' | 'FLOAT'; readonly min: number; readonly max: number }
  | { readonly is: 'STRING' | 'BOOLEAN' | 'input file' };

/** One class of nodes: what it needs and what it puts out. */
export interface NodeClass {
  readonly required: Readonly<Record<string, InputRule>>;
  readonly output: readonly string[];
  /** Only what such a node needs is worked on. */
  readonly isOutput?: boolean;
}

const MOST_SIDE = 16_384;

const link = (type: string): InputRule => ({ link: type });
const int = (min: number, max: number): InputRule => ({ number: 'INT', min, max });
const float = (min: number, max: number): InputRule => ({ number: 'FLOAT', min, max });
const STRING: InputRule = { is: 'STRING' };
const FILE: InputRule = { is: 'input file' };
const BOOLEAN: InputRule = { is: 'BOOLEAN' };

const LORAS = [
  ...Array.from({ length: 20 }, (_, index) => `lora-${index}.safetensors`),
  'characters/elena.safetensors',
  'styles\\Ink.safetensors',
];

const LATENT = { width: int(16, MOST_SIDE), height: int(16, MOST_SIDE), batch_size: int(1, 4096) };

/** The classes the simulated server has (contracts/vendors-b.md 7.3), with the files that lie in its folders. */
export const CLASSES: Readonly<Record<string, NodeClass>> = {
  CheckpointLoaderSimple: {
    required: { ckpt_name: { values: ['sd_xl_base_1.0.safetensors', 'dreamshaper_8.safetensors'] } },
    output: ['MODEL', 'CLIP', 'VAE'],
  },
  UNETLoader: {
    required: {
      unet_name: { values: ['flux1-dev-fp8.safetensors'] },
      weight_dtype: { values: ['default', 'fp8_e4m3fn'] },
    },
    output: ['MODEL'],
  },
  DualCLIPLoader: {
    required: {
      clip_name1: { values: ['t5xxl_fp8_e4m3fn.safetensors', 'clip_l.safetensors'] },
      clip_name2: { values: ['t5xxl_fp8_e4m3fn.safetensors', 'clip_l.safetensors'] },
      type: { values: ['sdxl', 'sd3', 'flux'] },
    },
    output: ['CLIP'],
  },
  VAELoader: { required: { vae_name: { values: ['ae.safetensors'] } }, output: ['VAE'] },
  LoraLoader: {
    required: {
      model: link('MODEL'),
      clip: link('CLIP'),
      lora_name: { values: LORAS },
      strength_model: float(-100, 100),
      strength_clip: float(-100, 100),
    },
    output: ['MODEL', 'CLIP'],
  },
  LoraLoaderModelOnly: {
    required: { model: link('MODEL'), lora_name: { values: LORAS }, strength_model: float(-100, 100) },
    output: ['MODEL'],
  },
  CLIPTextEncode: { required: { clip: link('CLIP'), text: STRING }, output: ['CONDITIONING'] },
  FluxGuidance: {
    required: { conditioning: link('CONDITIONING'), guidance: float(0, 100) },
    output: ['CONDITIONING'],
  },
  ConditioningZeroOut: { required: { conditioning: link('CONDITIONING') }, output: ['CONDITIONING'] },
  EmptyLatentImage: { required: LATENT, output: ['LATENT'] },
  EmptySD3LatentImage: { required: LATENT, output: ['LATENT'] },
  LoadImage: { required: { image: FILE }, output: ['IMAGE', 'MASK'] },
  LoadImageMask: {
    required: { image: FILE, channel: { values: ['alpha', 'red', 'green', 'blue'] } },
    output: ['MASK'],
  },
  GrowMask: {
    required: { mask: link('MASK'), expand: int(-MOST_SIDE, MOST_SIDE), tapered_corners: BOOLEAN },
    output: ['MASK'],
  },
  VAEEncode: { required: { pixels: link('IMAGE'), vae: link('VAE') }, output: ['LATENT'] },
  VAEDecode: { required: { samples: link('LATENT'), vae: link('VAE') }, output: ['IMAGE'] },
  RepeatLatentBatch: { required: { samples: link('LATENT'), amount: int(1, 64) }, output: ['LATENT'] },
  RepeatImageBatch: { required: { image: link('IMAGE'), amount: int(1, 4096) }, output: ['IMAGE'] },
  SetLatentNoiseMask: { required: { samples: link('LATENT'), mask: link('MASK') }, output: ['LATENT'] },
  DifferentialDiffusion: { required: { model: link('MODEL') }, output: ['MODEL'] },
  KSampler: {
    required: {
      model: link('MODEL'),
      seed: int(0, Number.MAX_SAFE_INTEGER),
      steps: int(1, 10_000),
      cfg: float(0, 100),
      sampler_name: { values: ['euler', 'euler_ancestral', 'dpmpp_2m', 'dpmpp_sde', 'ddim'] },
      scheduler: { values: ['normal', 'karras', 'simple', 'sgm_uniform'] },
      positive: link('CONDITIONING'),
      negative: link('CONDITIONING'),
      latent_image: link('LATENT'),
      denoise: float(0, 1),
    },
    output: ['LATENT'],
  },
  ImageCompositeMasked: {
    required: {
      destination: link('IMAGE'),
      source: link('IMAGE'),
      x: int(0, MOST_SIDE),
      y: int(0, MOST_SIDE),
      resize_source: BOOLEAN,
    },
    output: ['IMAGE'],
  },
  UpscaleModelLoader: {
    required: { model_name: { values: ['RealESRGAN_x4plus.pth', '4x-UltraSharp.pth'] } },
    output: ['UPSCALE_MODEL'],
  },
  ImageUpscaleWithModel: {
    required: { upscale_model: link('UPSCALE_MODEL'), image: link('IMAGE') },
    output: ['IMAGE'],
  },
  ImageScale: {
    required: {
      image: link('IMAGE'),
      upscale_method: { values: ['nearest-exact', 'bilinear', 'area', 'bicubic', 'lanczos'] },
      width: int(0, MOST_SIDE),
      height: int(0, MOST_SIDE),
      crop: { values: ['disabled', 'center'] },
    },
    output: ['IMAGE'],
  },
  SaveImage: { required: { images: link('IMAGE'), filename_prefix: STRING }, output: [], isOutput: true },
};

/** A class as `GET /object_info/{class}` tells it. */
export function shownClass(name: string): object {
  const known = CLASSES[name];
  if (known === undefined) {
    return {};
  }
  const required = Object.entries(known.required).map(([input, rule]) => [input, shownRule(rule)]);
  return {
    [name]: {
      input: { required: Object.fromEntries(required) },
      output: known.output,
      output_node: known.isOutput === true,
    },
  };
}

function shownRule(rule: InputRule): unknown[] {
  if ('link' in rule) {
    return [rule.link];
  }
  if ('values' in rule) {
    return [rule.values, {}];
  }
  return 'number' in rule ? [rule.number, { min: rule.min, max: rule.max }] : [rule.is, {}];
}
