import { setTimeout as pause } from 'node:timers/promises';
import { readProvenance } from '@fusionbridge/media';
import sharp from 'sharp';
import { z } from 'zod';
import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import { A1111Client, bytesOf, Info, until } from './a1111-client.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = {
  default: 'meadow',
  models: [
    { id: 'meadow', family: 'sd15', chain: [{ provider: 'sd-webui', model: 'meadow-xl' }] },
    { id: 'sketch', family: 'sd15', chain: [{ provider: 'sd-webui', model: 'sketch-v15' }] },
  ],
};

/** SillyTavern 1.19.0 on the wire (contracts/clients.md §2.1), `auth` as it stands in its settings. */
function sillyTavern(url: string, auth: string): A1111Client {
  const credential = Buffer.from(auth).toString('base64');
  return new A1111Client(url, {
    accept: '*/*',
    'accept-encoding': 'gzip, deflate, br',
    authorization: `Basic${credential === '' ? '' : ` ${credential}`}`,
    'user-agent': 'node-fetch',
    connection: 'close',
  });
}

/** The body its page sends, with the address and the credential in it. */
function bodyFrom(url: string, auth: string, differs: object = {}): object {
  return {
    url,
    auth,
    prompt: 'best quality, absurdres, aesthetic, a red fox in the snow',
    negative_prompt: 'lowres, bad anatomy',
    sampler_name: 'DDIM',
    scheduler: 'normal',
    steps: 20,
    cfg_scale: 7,
    width: 512,
    height: 512,
    restore_faces: false,
    enable_hr: false,
    hr_upscaler: 'Latent',
    hr_scale: 2,
    hr_additional_modules: [],
    denoising_strength: 0.7,
    hr_second_pass_steps: 0,
    override_settings: { CLIP_stop_at_last_layers: 1 },
    override_settings_restore_afterwards: true,
    clip_skip: 1,
    save_images: true,
    send_images: true,
    do_not_save_grid: false,
    do_not_save_samples: false,
    ...differs,
  };
}

const SENT = z.looseObject({
  prompt: z.string(),
  override_settings: z.looseObject({ sd_model_checkpoint: z.string() }),
});

describe('SillyTavern', () => {
  const auth = 'me:mykey-00001';
  let webui: Simulator;
  let bridge: RunningBridge;
  let tavern: A1111Client;

  beforeAll(async () => {
    webui = await startSdWebui({ slowMs: 60_000 });
    bridge = await startBridge(MODELS, {
      SD_ENABLED: 'true',
      SD_API_URL: webui.url,
      API_KEYS: 'anna=mykey-00001,bert=mykey-00002',
    });
    tavern = sillyTavern(bridge.url, auth);
  });

  afterAll(async () => {
    await bridge.close();
    await webui.close();
  });

  beforeEach(() => webui.reset());

  function sentToVendor(): z.infer<typeof SENT>[] {
    return webui.requests
      .filter((one) => one.path === '/sdapi/v1/txt2img')
      .map((one) => SENT.parse(JSON.parse(one.body.toString('utf8'))));
  }

  describe('connects', () => {
    it('with its ping and its question for the model', async () => {
      const { status, body } = await tavern.get('options');
      expect(status).toBe(200);
      expect(body).toMatchObject({ sd_model_checkpoint: 'meadow', samples_format: 'png' });
    });

    it('and is not taken for a Forge, whose modules the bridge has not', async () => {
      expect((await tavern.get('options')).body).not.toHaveProperty('forge_preset');
    });

    it('and finds the model it has in the list of models, byte for byte', async () => {
      const models = z
        .array(z.looseObject({ title: z.string() }))
        .parse((await tavern.get('sd-models')).body);
      const options = z
        .looseObject({ sd_model_checkpoint: z.string() })
        .parse((await tavern.get('options')).body);
      expect(models.map((one) => one.title)).toEqual(['meadow', 'sketch']);
      expect(models.map((one) => one.title)).toContain(options.sd_model_checkpoint);
    });

    it('and fills its drop-downs', async () => {
      const names = async (path: string): Promise<unknown[]> =>
        z
          .array(z.looseObject({ name: z.unknown() }))
          .parse((await tavern.get(path)).body)
          .map((one) => one.name);
      expect(await names('samplers')).toEqual(expect.arrayContaining(['Euler a', 'DPM++ 2M', 'DDIM']));
      expect(await names('schedulers')).toEqual(expect.arrayContaining(['automatic', 'karras', 'normal']));
      expect((await names('upscalers'))[0]).toBe('None');
      expect(await names('latent-upscale-modes')).toEqual(['Latent']);
      expect((await tavern.get('sd-vae')).body).toEqual([]);
      expect((await tavern.get('sd-modules')).body).toEqual([]);
    });

    it('without asking any vendor', async () => {
      await Promise.all(['options', 'sd-models', 'samplers', 'progress'].map((path) => tavern.get(path)));
      expect(webui.requests).toEqual([]);
    });
  });

  describe('chooses a model', () => {
    afterEach(() => tavern.post('options', { sd_model_checkpoint: 'meadow' }));

    it('which its next pictures are painted with, and is told at once that it is loaded', async () => {
      const chosen = await tavern.post('options', { sd_model_checkpoint: 'sketch' });
      expect(chosen).toMatchObject({ status: 200, text: 'null' });
      expect((await tavern.get('options')).body).toMatchObject({ sd_model_checkpoint: 'sketch' });
      expect((await tavern.get('progress')).body).toMatchObject({ progress: 0, state: { job_count: 0 } });
      await tavern.paint('txt2img', bodyFrom(bridge.url, auth));
      expect(sentToVendor()[0]?.override_settings.sd_model_checkpoint).toBe('sketch-v15');
    });

    it("and leaves everybody else's as it was", async () => {
      await tavern.post('options', { sd_model_checkpoint: 'sketch' });
      const other = sillyTavern(bridge.url, 'mykey-00002');
      expect((await other.get('options')).body).toMatchObject({ sd_model_checkpoint: 'meadow' });
    });
  });

  describe('paints', () => {
    it('and gets one PNG as bare base64 that says how it was made', async () => {
      const { images, info } = await tavern.paint('txt2img', bodyFrom(bridge.url, auth));
      expect(images).toHaveLength(1);
      const bytes = bytesOf(images[0]);
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 512, height: 512 });
      expect(readProvenance(bytes).infotext).toBe(Info.parse(info).infotexts[0]);
    });

    it('without its address and its credential ending up anywhere', async () => {
      const { text } = await tavern.post('txt2img', bodyFrom(bridge.url, auth));
      const job = z
        .looseObject({ job_id: z.string() })
        .parse(
          z
            .looseObject({ info: z.string().transform((one): unknown => JSON.parse(one)) })
            .parse(JSON.parse(text)).info,
        );
      const kept = await fetch(`${bridge.url}/v1/jobs/${job.job_id}`, {
        headers: { authorization: 'Bearer mykey-00001' },
      });
      const vendor = webui.requests.map((one) => one.body.toString('utf8')).join('');
      for (const place of [text, await kept.text(), vendor]) {
        expect(place).not.toContain('mykey-00001');
        expect(place).not.toContain('"auth"');
        expect(place).not.toContain(`"url":"${bridge.url}"`);
      }
    });

    it('from text, although a denoising strength and a hires upscaler ride along', async () => {
      const { info, parameters } = await tavern.paint('txt2img', bodyFrom(bridge.url, auth));
      expect(webui.requests.some((one) => one.path.endsWith('/img2img'))).toBe(false);
      expect(Info.parse(info)).toMatchObject({ width: 512, height: 512, denoising_strength: null });
      expect(parameters).toMatchObject({ denoising_strength: 0.7, hr_upscaler: 'Latent', enable_hr: false });
    });

    it('with ADetailer ticked, which is listed and not refused, and the plugin’s characters along', async () => {
      const { info } = await tavern.paint(
        'txt2img',
        bodyFrom(bridge.url, auth, {
          alwayson_scripts: { ADetailer: { args: [true, true, { ad_model: 'face_yolov8n.pt' }] } },
          character_prompts: { Elena: 'red hair' },
          visible_characters: ['Elena'],
        }),
      );
      expect(Info.parse(info).degradations.map((one) => one.field)).toContain('alwayson_scripts');
    });

    it('another picture for each swipe', async () => {
      const swipe = async (): Promise<string | undefined> =>
        (await tavern.paint('txt2img', bodyFrom(bridge.url, auth))).images[0];
      expect(await swipe()).not.toBe(await swipe());
      expect(sentToVendor()).toHaveLength(2);
    });

    it('with a whole chat message for a prompt, of which the vendor gets the gist and the client all', async () => {
      const prompt = `*Elena lowers her black hood by the fire.* "Élodie & <b>Bob</b>, 5 < 6!" ${'They talk for a long time. '.repeat(300)}`;
      const { info } = await tavern.paint('txt2img', bodyFrom(bridge.url, auth, { prompt }));
      const sent = sentToVendor()[0]?.prompt ?? '';
      expect(sent).toContain('black hood');
      expect(sent.length).toBeLessThan(600);
      expect(info).toMatchObject({
        original_prompt: prompt,
        summarized_prompt: expect.stringContaining('black hood'),
        final_prompt: expect.stringContaining('black hood'),
      });
    });

    it('an enlarged picture where hires is ticked, and is told how', async () => {
      const { images, info } = await tavern.paint(
        'txt2img',
        bodyFrom(bridge.url, auth, { enable_hr: true, hr_scale: 1.5 }),
      );
      const told = Info.parse(info);
      expect(await sharp(bytesOf(images[0])).metadata()).toMatchObject({ width: 768, height: 768 });
      expect(told).toMatchObject({ width: 768, height: 768 });
      expect(told.degradations).toContainEqual({
        field: 'enable_hr',
        asked: '768x768 with Latent',
        given: 'painted at 512x512, enlarged to 768x768 with Lanczos',
        why: 'no provider paints a second pass',
      });
      expect(told.infotexts[0]).toContain('Hires resize: 768x768, Hires upscaler: Lanczos, Version:');
      expect(readProvenance(bytesOf(images[0])).infotext).toBe(told.infotexts[0]);
    });
  });

  describe('stops', () => {
    it('by dropping its socket and interrupting right after: its picture is given up', async () => {
      webui.fault('slow');
      const call = tavern.call('POST', 'txt2img', JSON.stringify(bodyFrom(bridge.url, auth)));
      call.answered.catch(() => undefined);
      await webui.working(1);
      call.request.destroy();
      await pause(2);
      expect(await tavern.post('interrupt')).toMatchObject({ status: 200, body: {} });
      await until(
        () => tavern.progress(),
        (now) => now.state.job_count === 0,
      );
      await until(
        async () => webui.state().cancellations,
        (count) => count === 1,
      );
    });

    it('and is answered {} when there is nothing to stop', async () => {
      expect(await tavern.post('interrupt')).toMatchObject({ status: 200, body: {} });
    });

    it("and never stops somebody else's picture", async () => {
      webui.fault('slow');
      const other = sillyTavern(bridge.url, 'mykey-00002');
      const painting = other.paint('txt2img', bodyFrom(bridge.url, ''));
      await webui.working(1);
      await tavern.post('interrupt');
      await tavern.post('interrupt');
      webui.release();
      expect((await painting).images).toHaveLength(1);
      expect(webui.state().cancellations).toBe(0);
    });
  });
});

describe('SillyTavern without a key', () => {
  let bridge: RunningBridge;
  let webui: Simulator;

  beforeAll(async () => {
    webui = await startSdWebui();
    bridge = await startBridge(MODELS, { SD_ENABLED: 'true', SD_API_URL: webui.url });
  });

  afterAll(async () => {
    await bridge.close();
    await webui.close();
  });

  it('sends an empty Basic and is served', async () => {
    const tavern = sillyTavern(bridge.url, '');
    expect((await tavern.get('options')).status).toBe(200);
    expect((await tavern.paint('txt2img', bodyFrom(bridge.url, ''))).images).toHaveLength(1);
  });
});
