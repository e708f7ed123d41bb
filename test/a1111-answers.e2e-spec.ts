import sharp from 'sharp';
import { z } from 'zod';
import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import {
  EXTRAS_EXAMPLES,
  IMG2IMG_EXAMPLES,
  PICTURE_EXAMPLES,
  TXT2IMG_EXAMPLES,
} from '../apps/gateway/src/dialects/a1111/body/examples.js';
import { A1111Client, bytesOf, Info } from './a1111-client.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const chain = [{ provider: 'sd-webui', model: '' }];
const MODELS = {
  default: 'meadow',
  models: [
    { id: 'meadow', family: 'sd15', chain },
    { id: 'flux', family: 'flux', chain: [{ ...chain[0], model: 'flux1-dev-fp8.safetensors' }] },
  ],
};

/** contracts/clients.md §5, "info JSON keys in order". */
const INFO_KEYS = [
  'prompt',
  'all_prompts',
  'negative_prompt',
  'all_negative_prompts',
  'seed',
  'all_seeds',
  'subseed',
  'all_subseeds',
  'subseed_strength',
  'width',
  'height',
  'sampler_name',
  'cfg_scale',
  'steps',
  'batch_size',
  'restore_faces',
  'face_restoration_model',
  'sd_model_name',
  'sd_model_hash',
  'sd_vae_name',
  'sd_vae_hash',
  'seed_resize_from_w',
  'seed_resize_from_h',
  'denoising_strength',
  'extra_generation_params',
  'index_of_first_image',
  'infotexts',
  'styles',
  'job_timestamp',
  'clip_skip',
  'is_using_inpainting_conditioning',
  'version',
];

/** contracts/inherited.md §1. */
const FLUX_LORA_BRIDGE_KEYS = [
  'original_prompt',
  'summarized_prompt',
  'final_prompt',
  'negative_prompt',
  'provider',
  'loras_used',
  'total_time_seconds',
];

describe('an answer of the A1111 API', () => {
  let webui: Simulator;
  let bridge: RunningBridge;
  let client: A1111Client;

  beforeAll(async () => {
    webui = await startSdWebui({ slowMs: 60_000 });
    bridge = await startBridge(MODELS, { SD_ENABLED: 'true', SD_API_URL: webui.url });
    client = new A1111Client(bridge.url);
  });

  afterAll(async () => {
    await bridge.close();
    await webui.close();
  });

  beforeEach(() => webui.reset());

  function orders(): Record<string, unknown>[] {
    return webui.requests
      .filter((one) => one.path.endsWith('/txt2img'))
      .map((one) => z.record(z.string(), z.unknown()).parse(JSON.parse(one.body.toString('utf8'))));
  }

  describe('info', () => {
    it("has A1111's keys in A1111's order, then those of the replaced bridge", async () => {
      const { info } = await client.paint('txt2img', { prompt: 'a fox' });
      const keys = Object.keys(z.record(z.string(), z.unknown()).parse(info));
      expect(keys.slice(0, INFO_KEYS.length)).toEqual(INFO_KEYS);
      expect(keys).toEqual(
        expect.arrayContaining([...FLUX_LORA_BRIDGE_KEYS, 'degradations', 'attempts', 'job_id']),
      );
    });

    it('tells what was used', async () => {
      const { info } = await client.paint('txt2img', {
        prompt: 'a fox <lora:winter:0.8>',
        negative_prompt: 'blur',
        seed: 77,
        steps: 12,
        cfg_scale: 6,
        sampler_name: 'DPM++ 2M Karras',
        width: 384,
        height: 256,
      });
      expect(info).toMatchObject({
        prompt: 'a fox <lora:winter:0.8>',
        all_prompts: ['a fox <lora:winter:0.8>'],
        negative_prompt: 'blur',
        all_negative_prompts: ['blur'],
        seed: 77,
        all_seeds: [77],
        width: 384,
        height: 256,
        sampler_name: 'DPM++ 2M',
        extra_generation_params: { 'Schedule type': 'Karras' },
        cfg_scale: 6,
        steps: 12,
        original_prompt: 'a fox <lora:winter:0.8>',
        final_prompt: 'a fox',
        provider: 'sd-webui',
        loras_used: [expect.objectContaining({ name: 'winter', weight: 0.8 })],
        total_time_seconds: expect.any(Number),
        attempts: [expect.objectContaining({ provider: 'sd-webui', outcome: 'delivered', error: null })],
        job_timestamp: expect.stringMatching(/^\d{14}$/),
        job_id: expect.any(String),
      });
    });

    it('has one entry a picture where prompts and seeds are lists', async () => {
      const { images, info } = await client.paint('txt2img', {
        prompt: ['a fox', 'a fox', 'an owl'],
        negative_prompt: 'blur',
        seed: [5, 6, 40],
      });
      expect(images).toHaveLength(3);
      expect(Info.parse(info)).toMatchObject({
        all_prompts: ['a fox', 'a fox', 'an owl'],
        all_negative_prompts: ['blur', 'blur', 'blur'],
        all_seeds: [5, 6, 40],
        infotexts: [
          expect.stringContaining('a fox'),
          expect.stringContaining('Seed: 6'),
          expect.stringContaining('an owl'),
        ],
      });
      expect(orders().map((one) => [one['prompt'], one['seed'], one['n_iter']])).toEqual(
        expect.arrayContaining([
          ['a fox', 5, 2],
          ['an owl', 40, 1],
        ]),
      );
    });

    it('lists what the model family makes of cfg 7 and DDIM', async () => {
      const { info } = await client.paint('txt2img', {
        prompt: 'a fox',
        cfg_scale: 7,
        sampler_name: 'DDIM',
        override_settings: { sd_model_checkpoint: 'flux' },
      });
      const { degradations } = Info.parse(info);
      expect(degradations.map((one) => [one.field, one.asked])).toEqual(
        expect.arrayContaining([
          ['cfg_scale', '7'],
          ['sampler_name', 'DDIM'],
        ]),
      );
    });

    it('lists a model that nobody has, and takes the usual one', async () => {
      const { info } = await client.paint('txt2img', {
        prompt: 'a fox',
        override_settings: { sd_model_checkpoint: 'nobody.safetensors [0123]' },
      });
      expect(Info.parse(info).degradations).toContainEqual({
        field: 'model',
        asked: 'nobody.safetensors [0123]',
        given: 'meadow',
        why: 'the models are meadow, flux',
      });
    });
  });

  describe('parameters', () => {
    it('are the request with its defaults', async () => {
      const { parameters } = await client.paint('txt2img', {
        prompt: 'a fox',
        unknown_field: 1,
        url: 'x',
        auth: 'y',
      });
      expect(parameters).toMatchObject({
        prompt: 'a fox',
        negative_prompt: '',
        styles: [],
        seed: -1,
        sampler_name: null,
        sampler_index: 'Euler',
        scheduler: null,
        batch_size: 1,
        n_iter: 1,
        steps: 50,
        cfg_scale: 7,
        width: 512,
        height: 512,
        denoising_strength: 0.75,
        restore_faces: null,
        override_settings: {},
        override_settings_restore_afterwards: true,
        enable_hr: false,
        hr_scale: 2,
        script_name: null,
        script_args: [],
        send_images: true,
        save_images: false,
        alwayson_scripts: {},
      });
      for (const field of [
        'unknown_field',
        'url',
        'auth',
        'model',
        'character_prompts',
        'fidelity',
        'init_images',
      ]) {
        expect(parameters).not.toHaveProperty(field);
      }
    });

    it('leave steps and guidance to the model that is loaded, an SDXL one, if the client says nothing', async () => {
      await client.paint('txt2img', { prompt: 'a fox' });
      expect(orders()[0]).toMatchObject({ steps: 30, cfg_scale: 6, sampler_name: 'DPM++ 2M' });
    });

    it('echo what the plugin of the replaced bridge sends', async () => {
      const sent = { character_prompts: { Elena: 'red hair' }, visible_characters: ['Elena'] };
      const { parameters } = await client.paint('txt2img', { prompt: 'a fox', ...sent });
      expect(parameters).toMatchObject(sent);
    });
  });

  describe('pictures', () => {
    it('are not there with send_images false, though they are painted', async () => {
      const { images, info } = await client.paint('txt2img', { prompt: 'a fox', send_images: false });
      expect(images).toEqual([]);
      expect(Info.parse(info).infotexts).toHaveLength(1);
      expect(webui.state().deliveries).toBe(1);
    });

    it.each([
      ['jpg', 'jpeg'],
      ['webp', 'webp'],
      ['png', 'png'],
    ])('are %s where the request asks for it', async (asked, format) => {
      const { images } = await client.paint('txt2img', {
        prompt: 'a fox',
        override_settings: { samples_format: asked },
      });
      expect((await sharp(bytesOf(images[0])).metadata()).format).toBe(format);
    });

    it('are of the format the caller chose, until it chooses another', async () => {
      const format = async (): Promise<string | undefined> => {
        const { images } = await client.paint('txt2img', { prompt: 'a fox' });
        return (await sharp(bytesOf(images[0])).metadata()).format;
      };
      await client.post('options', { samples_format: 'webp' });
      expect(await format()).toBe('webp');
      expect((await client.get('options')).body).toMatchObject({ samples_format: 'webp' });
      await client.post('options', { samples_format: 'png' });
      expect(await format()).toBe('png');
    });

    it('have the asked size, whatever sizes the vendor paints', async () => {
      const { images, info } = await client.paint('txt2img', { prompt: 'a fox', width: 333, height: 517 });
      expect(await sharp(bytesOf(images[0])).metadata()).toMatchObject({ width: 333, height: 517 });
      expect(Info.parse(info)).toMatchObject({ width: 333, height: 517 });
      expect(Info.parse(info).degradations.map((one) => one.field)).toContain('size');
    });

    it('are as many as batch_size times n_iter', async () => {
      const { images, info } = await client.paint('txt2img', {
        prompt: 'a fox',
        batch_size: 2,
        n_iter: 2,
        seed: 9,
      });
      expect(images).toHaveLength(4);
      expect(Info.parse(info).all_seeds).toEqual([9, 10, 11, 12]);
    });
  });

  describe('tags in the prompt', () => {
    it('choose LoRAs and are taken out; those of the negative prompt are words', async () => {
      await client.paint('txt2img', {
        prompt: 'a fox <lora:winter:0.8><lyco:alice>',
        negative_prompt: 'blur <lora:sketch:1>',
      });
      expect(orders()[0]?.['prompt']).toMatch(/^a fox\s*<lora:winter:0\.8>\s*<lora:alice:1>$/);
    });

    it('choose nothing with disable_extra_networks', async () => {
      await client.paint('txt2img', { prompt: 'a fox <lora:winter:0.8>', disable_extra_networks: true });
      expect(orders()[0]?.['prompt']).toBe('a fox');
    });

    it('never reach into the options of a server', async () => {
      await client.paint('txt2img', {
        prompt: 'a fox <sd_cpp_extra_args>{"steps":999}</sd_cpp_extra_args>',
        negative_prompt: '<sd_cpp_extra_args>{"steps":999}</sd_cpp_extra_args>blur',
      });
      expect(orders()[0]).toMatchObject({ prompt: 'a fox', negative_prompt: 'blur' });
    });
  });

  describe('that says no', () => {
    it.each([
      [{ width: -512 }, 'width', 'value_error.number.not_ge'],
      [{ steps: 'many' }, 'steps', 'type_error.integer'],
      [{ width: 16000, height: 16000 }, 'width', 'value_error'],
      [{ n_iter: 100, batch_size: 2 }, 'n_iter', 'value_error'],
    ])("to %j does so in FastAPI's words", async (body, field, type) => {
      const answer = await client.post('txt2img', { prompt: 'a fox', ...body });
      expect(answer.status).toBe(422);
      expect(answer.body).toEqual({ detail: [{ loc: ['body', field], msg: expect.any(String), type }] });
      expect(webui.state().submissions).toBe(0);
    });

    it('to a body that is no JSON', async () => {
      const answer = await client.call('POST', 'txt2img', '{"prompt":').answered;
      expect(answer).toMatchObject({
        status: 422,
        body: { detail: [{ loc: ['body'], msg: expect.any(String), type: 'value_error.jsondecode' }] },
      });
    });

    it('to no body at all', async () => {
      expect(await client.post('txt2img')).toMatchObject({
        status: 422,
        body: { detail: [{ loc: ['body'], msg: 'field required', type: 'value_error.missing' }] },
      });
    });

    it('to a model that nobody has', async () => {
      expect(await client.post('options', { sd_model_checkpoint: 'nobody' })).toMatchObject({
        status: 500,
        body: {
          error: 'RuntimeError',
          detail: '',
          body: '',
          errors: "model 'nobody' not found. Known are: meadow, flux",
        },
      });
      expect((await client.get('options')).body).toMatchObject({ sd_model_checkpoint: 'meadow' });
    });

    it('to an unknown route, where FastAPI would', async () => {
      expect(await client.get('nothing')).toMatchObject({
        status: 404,
        body: { detail: expect.any(String) },
      });
    });

    it('when every provider failed, and names each with its reason', async () => {
      webui.fault('server_error');
      const answer = await client.post('txt2img', { prompt: 'a fox' });
      expect(answer).toMatchObject({
        status: 500,
        body: {
          error: 'AllProvidersFailed',
          detail: '',
          body: '',
          errors: expect.stringContaining('CUDA out of memory'),
          attempts: [expect.objectContaining({ provider: 'sd-webui' })],
        },
      });
    });

    it('when it must not leave anything out and would have to', async () => {
      const answer = await client.post('txt2img', { prompt: 'a fox', tiling: true, fidelity: 'strict' });
      expect(answer).toMatchObject({
        status: 422,
        body: { error: 'HTTPException', detail: expect.stringContaining('tiling') },
      });
      expect(webui.state().submissions).toBe(0);
    });

    it('in JSON of its own even to a stranger', async () => {
      const guarded = await startBridge(MODELS, { API_KEYS: 'anna=mykey-00001' });
      try {
        const answer = await new A1111Client(guarded.url).get('options');
        expect(answer).toMatchObject({ status: 401, body: { error: 'HTTPException', body: '', errors: '' } });
      } finally {
        await guarded.close();
      }
    });
  });

  it.each([
    ...Object.values(TXT2IMG_EXAMPLES).map(({ value }) => ['txt2img', value] as const),
    ...Object.values(IMG2IMG_EXAMPLES).map(({ value }) => ['img2img', value] as const),
    ...Object.values(PICTURE_EXAMPLES).map(({ value }) => ['png-info', value] as const),
    ...Object.values(EXTRAS_EXAMPLES).map(({ value }) => ['extra-single-image', value] as const),
  ])('comes for the example of the documentation of %s', async (path, value) => {
    expect((await client.post(path, value)).status).toBe(200);
  });

  it('tells how long it took, also when it says no', async () => {
    for (const answer of [
      await client.get('options'),
      await client.post('interrupt'),
      await client.post('txt2img', { prompt: 'a fox' }),
      await client.post('txt2img', { width: -1 }),
    ]) {
      expect(answer.headers['x-process-time']).toMatch(/^\d+\.\d{4}$/);
    }
  });
});
