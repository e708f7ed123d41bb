/** What the simulated server has on its disk. Names are invented. */
export interface Catalogue {
  readonly models: readonly { readonly name: string; readonly hash: string }[];
  readonly loras: readonly string[];
}

export const CATALOGUE: Catalogue = {
  models: [
    { name: 'meadow-xl.safetensors', hash: '1a2b3c4d5e' },
    { name: 'flux1-dev-fp8.safetensors', hash: '8e91b68084' },
    { name: 'sketch-v15.safetensors', hash: 'cc6cb27103' },
  ],
  loras: ['winter', 'alice', 'watercolour', 'film-grain'],
};

export const SAMPLERS = [
  { name: 'DPM++ 2M', aliases: ['k_dpmpp_2m'], options: { scheduler: 'karras' } },
  { name: 'Euler', aliases: ['k_euler'], options: {} },
  { name: 'Euler a', aliases: ['k_euler_a', 'k_euler_ancestral'], options: { uses_ensd: 'True' } },
  { name: 'DDIM', aliases: ['ddim'], options: {} },
  { name: 'UniPC', aliases: ['unipc'], options: {} },
];

export const SCHEDULERS = [
  scheduler('automatic', 'Automatic'),
  scheduler('karras', 'Karras'),
  scheduler('exponential', 'Exponential'),
  scheduler('simple', 'Simple'),
];

function scheduler(name: string, label: string): Record<string, unknown> {
  return { name, label, aliases: null, default_rho: -1, need_inner_model: false };
}

/** `GET /sd-models`; `title` is what `sd_model_checkpoint` takes. */
export function modelList(catalogue: Catalogue): { title: string; model_name: string }[] {
  return catalogue.models.map(({ name, hash }) => ({
    title: `${name} [${hash}]`,
    model_name: name.replace(/\.safetensors$/, ''),
    hash,
    sha256: hash.padEnd(64, '0'),
    filename: `/models/Stable-diffusion/${name}`,
    config: null,
  }));
}

/** `GET /loras`. */
export function loraList(catalogue: Catalogue): { name: string; alias: string }[] {
  return catalogue.loras.map((name) => ({
    name,
    alias: name,
    path: `/models/Lora/${name}.safetensors`,
    metadata: {},
  }));
}

/** Upscalers with a model behind them. */
export const MODEL_UPSCALERS: readonly string[] = ['R-ESRGAN 4x+', 'R-ESRGAN 4x+ Anime6B'];

/** Lists that never change: route below `/sdapi/v1/` and its answer. */
export const FIXED_LISTS: Readonly<Record<string, unknown>> = {
  samplers: SAMPLERS,
  schedulers: SCHEDULERS,
  'cmd-flags': { api: true, listen: false },
  upscalers: [
    { name: 'None', model_name: null, model_path: null, model_url: null, scale: 4 },
    { name: 'Lanczos', model_name: null, model_path: null, model_url: null, scale: 4 },
    { name: 'Nearest', model_name: null, model_path: null, model_url: null, scale: 4 },
    ...MODEL_UPSCALERS.map((name) => ({ name, model_name: name, model_path: '', model_url: '', scale: 4 })),
  ],
  'latent-upscale-modes': [{ name: 'Latent' }, { name: 'Latent (bicubic)' }],
  hypernetworks: [],
  'face-restorers': [{ name: 'CodeFormer', cmd_dir: null }],
  'realesrgan-models': [{ name: 'R-ESRGAN 4x+', path: '', scale: 4 }],
  'prompt-styles': [{ name: 'soft', prompt: 'soft light', negative_prompt: 'harsh' }],
  embeddings: { loaded: {}, skipped: {} },
  memory: { ram: { free: 8e9, used: 8e9, total: 16e9 }, cuda: {} },
  scripts: { txt2img: ['x/y/z plot'], img2img: ['x/y/z plot', 'outpainting mk2'] },
  'script-info': [{ name: 'x/y/z plot', is_alwayson: false, is_img2img: false, args: [] }],
  extensions: [],
};
