import sharp from 'sharp';
import { z } from 'zod';
import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import { A1111Client, bytesOf, Info } from './a1111-client.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = {
  default: 'meadow',
  models: [
    { id: 'meadow', family: 'sd15', chain: [{ provider: 'sd-webui', model: 'meadow-xl' }] },
    {
      id: 'sketch',
      family: 'sd15',
      aliases: ['gpt-image-1'],
      chain: [{ provider: 'sd-webui', model: 'sketch-v15' }],
    },
  ],
};

const Titles = z.array(z.looseObject({ title: z.string(), model_name: z.string() }));
const Options = z.looseObject({ sd_model_checkpoint: z.string(), samples_format: z.string() });

/** The bodies of the other clients (contracts/clients.md §3), sent as they send them. */
describe('clients of the A1111 API', () => {
  let webui: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    webui = await startSdWebui();
    bridge = await startBridge(MODELS, {
      SD_ENABLED: 'true',
      SD_API_URL: webui.url,
      API_KEYS: 'anna=mykey-00001',
    });
  });

  afterAll(async () => {
    await bridge.close();
    await webui.close();
  });

  beforeEach(() => webui.reset());

  /** The last order that reached the painter. */
  function sent(): Record<string, unknown> {
    const order = webui.requests.findLast((one) => one.path.endsWith('2img'));
    return z.record(z.string(), z.unknown()).parse(JSON.parse(order?.body.toString('utf8') ?? 'null'));
  }

  function client(headers: Record<string, string>): A1111Client {
    return new A1111Client(bridge.url, headers);
  }

  const BASIC = { authorization: `Basic ${Buffer.from('user:mykey-00001').toString('base64')}` };

  describe('Open WebUI', () => {
    const openWebUi = (): A1111Client => client(BASIC);

    it('finds its model in the options', async () => {
      expect((await openWebUi().get('options')).status).toBe(200);
      const titles = Titles.parse((await openWebUi().get('sd-models')).body).map((one) => one.title);
      const options = Options.parse((await openWebUi().get('options')).body);
      expect(titles).toContain(options.sd_model_checkpoint);
    });

    it('changes the model by sending all options back', async () => {
      const options = Options.parse((await openWebUi().get('options')).body);
      const changed = await openWebUi().post('options', { ...options, sd_model_checkpoint: 'sketch' });
      expect(changed).toMatchObject({ status: 200, text: 'null' });
      const now = Options.parse((await openWebUi().get('options')).body);
      expect(now).toEqual({ ...options, sd_model_checkpoint: 'sketch' });
      expect((await openWebUi().post('options', options)).status).toBe(200);
    });

    it('gets every picture it asked for, and no grid among them', async () => {
      const { images, info } = await openWebUi().paint('txt2img', {
        prompt: 'a fox',
        batch_size: 3,
        width: 512,
        height: 512,
      });
      expect(images).toHaveLength(3);
      expect(new Set(images).size).toBe(3);
      expect(images.every((image) => !image.includes(','))).toBe(true);
      expect(info).toMatchObject({ index_of_first_image: 0, batch_size: 3 });
      const { all_seeds: seeds, seed } = Info.parse(info);
      expect(seeds).toEqual([seed, seed + 1, seed + 2]);
    });
  });

  it('LibreChat paints without a sampler and reads seed, size and infotext', async () => {
    const { images, info } = await client(BASIC).paint('txt2img', {
      prompt: 'a fox',
      negative_prompt: 'blur',
      cfg_scale: 4.5,
      steps: 22,
      width: 1024,
      height: 1024,
    });
    const read = Info.parse(info);
    expect(images).toHaveLength(1);
    expect(read).toMatchObject({ seed: expect.any(Number), width: 1024, height: 1024 });
    expect(read.infotexts[0]?.split('\n').pop()).toMatch(/^Steps: 22, /);
    expect(sent()).toMatchObject({ steps: 22, cfg_scale: 4.5, negative_prompt: 'blur' });
  });

  describe('KoboldAI Lite', () => {
    const kobold = (): A1111Client =>
      client({ ...BASIC, origin: 'https://lite.koboldai.net', 'user-agent': 'Mozilla/5.0' });
    const body = {
      prompt: 'a fox',
      negative_prompt: 'blur',
      seed: -1,
      sampler_name: 'Euler a',
      batch_size: 1,
      n_iter: 1,
      steps: 20,
      cfg_scale: 7,
      width: 512,
      height: 512,
      do_not_save_samples: true,
      do_not_save_grid: true,
      enable_hr: false,
      eta: 0,
      s_churn: 0,
      s_tmax: 0,
      s_tmin: 0,
      s_noise: 1,
      override_settings: {
        sd_model_checkpoint: 'sketch',
        eta_noise_seed_delta: 0,
        CLIP_stop_at_last_layers: 1,
        ddim_discretize: 'uniform',
        img2img_fix_steps: false,
        sd_hypernetwork: 'None',
        inpainting_mask_weight: 1,
        initial_noise_multiplier: 1,
        comma_padding_backtrack: 20,
      },
    };

    it('connects from a browser', async () => {
      const models = await kobold().get('sd-models');
      expect(models.headers['access-control-allow-origin']).toBe('*');
      const titles = Titles.parse(models.body).map((one) => one.title);
      expect(titles).toContain(Options.parse((await kobold().get('options')).body).sd_model_checkpoint);
    });

    it('chooses the model in each request, which changes no other', async () => {
      const { images, info } = await kobold().paint('txt2img', body);
      expect(bytesOf(images[0]).length).toBeGreaterThan(100);
      expect(Info.parse(info).degradations).toEqual([]);
      expect(sent()).toMatchObject({ override_settings: { sd_model_checkpoint: 'sketch-v15' } });
      expect(Options.parse((await kobold().get('options')).body).sd_model_checkpoint).toBe('meadow');
    });

    it('paints over a picture', async () => {
      const source = await sharp({ create: { width: 512, height: 512, channels: 3, background: '#335577' } })
        .png()
        .toBuffer();
      const { images } = await kobold().paint('img2img', {
        ...body,
        init_images: [source.toString('base64')],
        denoising_strength: 0.6,
      });
      expect(images).toHaveLength(1);
      expect(sent()).toMatchObject({ denoising_strength: 0.6 });
    });

    it('reads the prompt out of a picture that carries it, and is told where there is none', async () => {
      const { images } = await kobold().paint('txt2img', body);
      const caption = await kobold().post('interrogate', { image: images[0], model: 'clip' });
      expect(caption).toMatchObject({ status: 200, body: { caption: 'a fox' } });
      const blank = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
        .png()
        .toBuffer();
      const none = await kobold().post('interrogate', { image: blank.toString('base64'), model: 'clip' });
      expect(none).toMatchObject({ status: 501, body: { error: 'HTTPException', body: '', errors: '' } });
    });
  });

  it('RisuAI sends seed -1 and hires fields that mean nothing', async () => {
    const { images } = await new A1111Client(bridge.url).paint('txt2img?token=mykey-00001', {
      width: 512,
      height: 512,
      seed: -1,
      steps: 20,
      cfg_scale: 7,
      prompt: 'a fox',
      negative_prompt: '',
      sampler_name: 'Euler a',
      enable_hr: false,
      denoising_strength: 0.7,
      hr_scale: 1.25,
      hr_upscaler: 'Latent',
    });
    expect(images).toHaveLength(1);
  });

  it('Agnai sends clip_skip 0 and no sampler, and shows the reason phrase when it fails', async () => {
    const agnai = client(BASIC);
    const body = {
      prompt: 'a fox',
      clip_skip: 0,
      height: 384,
      width: 512,
      n_iter: 1,
      batch_size: 1,
      negative_prompt: '',
      cfg_scale: 9,
      seed: -1,
      steps: 28,
      restore_faces: false,
      save_images: true,
      send_images: true,
    };
    const { info } = await agnai.paint('txt2img', { ...body, model_override: 'sketch' });
    expect(Info.parse(info)).toMatchObject({ width: 512, height: 384, degradations: [] });
    expect(sent()).toMatchObject({ override_settings: { sd_model_checkpoint: 'sketch-v15' } });
    webui.fault('server_error');
    expect((await agnai.post('txt2img', body)).reason).toMatch(/CUDA out of memory/);
  });

  it('stable-diffusion.cpp’s client sends the model in the body and the key before the path', async () => {
    const sdcpp = new A1111Client(`${bridge.url}/k/mykey-00001`);
    const { images } = await sdcpp.paint('txt2img', {
      model: 'gpt-image-1',
      prompt: 'a fox',
      negative_prompt: '',
      width: 512,
      height: 512,
      steps: 20,
      cfg_scale: 7,
      batch_size: 1,
      sampler_name: 'euler_a',
      scheduler: 'discrete',
      clip_skip: 2,
    });
    expect(images).toHaveLength(1);
    expect(sent()).toMatchObject({ override_settings: { sd_model_checkpoint: 'sketch-v15' } });
    expect(sent()).not.toHaveProperty('scheduler', 'discrete');
  });

  describe('sdwebuiapi', () => {
    const sdwebuiapi = (): A1111Client => client({ ...BASIC, 'user-agent': 'python-requests/2.32' });

    it.each([
      ['scripts', { txt2img: [], img2img: [] }],
      ['hypernetworks', []],
      ['face-restorers', []],
      ['realesrgan-models', []],
      ['prompt-styles', []],
      ['embeddings', { loaded: {}, skipped: {} }],
      ['loras', []],
      ['script-info', []],
      ['extensions', []],
      ['cmd-flags', expect.objectContaining({ api: true })],
      [
        'memory',
        { ram: expect.objectContaining({ total: expect.any(Number) }), cuda: { error: 'unavailable' } },
      ],
    ])('reads %s', async (path, body) => {
      expect(await sdwebuiapi().get(path)).toMatchObject({ status: 200, body });
    });

    it.each([
      ['refresh-checkpoints', 'null'],
      ['refresh-vae', 'null'],
      ['refresh-loras', 'null'],
      ['refresh-embeddings', 'null'],
      ['skip', 'null'],
      ['interrupt', '{}'],
      ['unload-checkpoint', '{}'],
      ['reload-checkpoint', '{}'],
    ])('posts to %s and is answered 200 with JSON', async (path, text) => {
      expect(await sdwebuiapi().post(path)).toMatchObject({ status: 200, text });
    });

    it('sends the whole request of A1111 and gets images, parameters and info', async () => {
      const { images, parameters, info } = await sdwebuiapi().paint('txt2img', {
        enable_hr: false,
        hr_scale: 2,
        hr_upscaler: 'Latent',
        hr_second_pass_steps: 0,
        hr_resize_x: 0,
        hr_resize_y: 0,
        denoising_strength: 0.7,
        firstphase_width: 0,
        firstphase_height: 0,
        prompt: 'cute squirrel',
        styles: [],
        seed: 1003,
        subseed: -1,
        subseed_strength: 0.0,
        seed_resize_from_h: 0,
        seed_resize_from_w: 0,
        batch_size: 1,
        n_iter: 1,
        steps: null,
        cfg_scale: 7.0,
        width: 512,
        height: 512,
        restore_faces: false,
        tiling: false,
        do_not_save_samples: false,
        do_not_save_grid: false,
        negative_prompt: 'ugly',
        eta: 1.0,
        s_churn: 0,
        s_tmax: 0,
        s_tmin: 0,
        s_noise: 1,
        override_settings: {},
        override_settings_restore_afterwards: true,
        script_args: null,
        script_name: null,
        send_images: true,
        save_images: false,
        alwayson_scripts: {},
        sampler_name: null,
        sampler_index: 'DPM++ 2M Karras',
        use_deprecated_controlnet: false,
      });
      expect(images).toHaveLength(1);
      expect(parameters).toMatchObject({ seed: 1003, steps: 50 });
      expect(Info.parse(info)).toMatchObject({ seed: 1003, degradations: [] });
      expect(sent()).toMatchObject({ sampler_name: 'DPM++ 2M', scheduler: 'Karras' });
    });
  });

  it('Draw Things’ client reads the model at the root', async () => {
    const root = await fetch(bridge.url);
    expect(await root.json()).toMatchObject({ model: 'meadow', upscaler: 'Lanczos' });
  });
});
