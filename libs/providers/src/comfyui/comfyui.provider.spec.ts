import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BridgeError, type VendorRequest, newImageRequest, type Picture } from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import {
  describeImageProvider,
  describeUpscaler,
  failureOf,
  ONE_PIXEL,
  ONE_PIXEL_MASK,
  planned,
  simulatedBench,
  taskOf,
  testSettings,
  Witness,
} from '@fusionbridge/testing';
import { type ComfyuiOptions, type ComfyuiSimulator, startComfyui } from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { ComfyuiProvider } from './comfyui.provider.js';
import { readTicket } from './prompt-ticket.js';

const MODELS = { default: 'm', models: [{ id: 'm', chain: [{ provider: 'comfyui', model: 'sdxl' }] }] };
const WORKFLOWS = join(import.meta.dirname, '../../../../config/workflows');

function providerAt(url: string, env: Record<string, string> = {}): ComfyuiProvider {
  const settings = testSettings(MODELS, { COMFYUI_URL: url, COMFYUI_WORKFLOWS: WORKFLOWS, ...env });
  return new ComfyuiProvider(settings, new VendorHttp(settings), new ImageProcessor(settings));
}

/** The workflow `sdxl` with a second output, which lacks something. */
function folderWithTwoOutputs(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fusionbridge-workflows-'));
  const graph: unknown = JSON.parse(readFileSync(join(WORKFLOWS, 'sdxl.text.json'), 'utf8'));
  const second = { class_type: 'SaveImage', inputs: { images: ['7', 0] } };
  writeFileSync(join(folder, 'sdxl.text.json'), JSON.stringify({ ...Object(graph), '9': second }));
  return folder;
}

describe(ComfyuiProvider.name, () => {
  describe.each(['sdxl', 'flux-dev'])('with the workflow %s', (workflow) => {
    describeImageProvider(
      'comfyui',
      {
        start: async (wish) => {
          const vendor = await startComfyui();
          const env = { COMFYUI_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
          return simulatedBench(vendor, providerAt(vendor.url, env), workflow);
        },
      },
      {
        secret: null,
        faults: {
          unauthorized: 'absent',
          out_of_credit: 'absent',
          content_policy: 'absent',
          rate_limited: 'absent',
          rate_limited_without_delay: 'absent',
          loading: 'absent',
          job_failed: { kind: 'generation_failed', outcome: 'rejected' },
          // Pictures are named and not addressed.
          private_picture: 'absent',
        },
        strangeModel: `${workflow}:nowhere.safetensors`,
      },
    );
  });

  describeUpscaler(
    'comfyui',
    {
      start: async (wish) => {
        const vendor = await startComfyui();
        const env = { COMFYUI_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
        return simulatedBench(vendor, providerAt(vendor.url, env), 'upscale:4x-UltraSharp.pth');
      },
    },
    {
      secret: null,
      faults: {
        unauthorized: 'absent',
        out_of_credit: 'absent',
        content_policy: 'absent',
        rate_limited: 'absent',
        rate_limited_without_delay: 'absent',
        loading: 'absent',
        job_failed: { kind: 'generation_failed', outcome: 'rejected' },
        private_picture: 'absent',
      },
    },
  );

  describe('its own ways', () => {
    let vendor: ComfyuiSimulator;
    let provider: ComfyuiProvider;
    const fox = newImageRequest({ prompt: 'a fox', size: { width: 64, height: 96 }, seed: 7 });
    const elena = { name: 'elena', weight: 0.9 };
    const ink = { name: 'Styles/ink.safetensors', weight: 0.5 };

    async function begin(options: ComfyuiOptions = {}, env: Record<string, string> = {}): Promise<void> {
      vendor = await startComfyui(options);
      provider = providerAt(vendor.url, env);
    }

    afterEach(async () => vendor.close());

    /** The body of the last order, the prompt's id blanked out. */
    async function sent(request: VendorRequest, model = 'sdxl'): Promise<string> {
      const { id } = readTicket(await taskOf(provider, request, model));
      const order = vendor.requests.findLast(({ path }) => path === '/prompt');
      return (order?.body.toString() ?? '').replaceAll(id, 'ID').replaceAll(id.slice(0, 8), 'NAME');
    }

    function asked(path: string): unknown[] {
      return vendor.requests
        .filter((request) => request.method === 'POST' && request.path === path)
        .map(({ body }): unknown => JSON.parse(body.toString()));
    }

    /** A prompt of somebody else, as their own client sends it. @returns its id */
    async function strangersPrompt(): Promise<string> {
      const graph = provider.translate(fox, 'sdxl').wire;
      const id = randomUUID();
      const response = await fetch(`${vendor.url}/prompt`, {
        method: 'POST',
        body: JSON.stringify({ ...Object(graph), client_id: randomUUID(), prompt_id: id }),
      });
      expect(response.status).toBe(200);
      return id;
    }

    async function historyOf(id: string): Promise<unknown> {
      return (await fetch(`${vendor.url}/history/${id}`)).json();
    }

    /** The name an upload gets by its content. */
    function inputName({ bytes }: Picture): string {
      return `fusionbridge/${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}/image.png`;
    }

    it('sends text to the byte', async () => {
      await begin();
      const request = { ...fox, negativePrompt: 'dogs', count: 2, steps: 12, guidance: 5 };
      expect(await sent({ ...request, sampler: 'Euler a', scheduler: 'SGM Uniform' })).toBe(
        '{"prompt":{"1":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"sd_xl_base_1.0.safetensors"}},' +
          '"3":{"class_type":"CLIPTextEncode","inputs":{"clip":["1",1],"text":"a fox"}},' +
          '"4":{"class_type":"CLIPTextEncode","inputs":{"clip":["1",1],"text":"dogs"}},' +
          '"5":{"class_type":"EmptyLatentImage","inputs":{"width":64,"height":96,"batch_size":2}},' +
          '"6":{"class_type":"KSampler","inputs":{"model":["1",0],"seed":7,"steps":12,"cfg":5,"sampler_name":"euler_ancestral",' +
          '"scheduler":"sgm_uniform","positive":["3",0],"negative":["4",0],"latent_image":["5",0],"denoise":1}},' +
          '"7":{"class_type":"VAEDecode","inputs":{"samples":["6",0],"vae":["1",2]}},' +
          '"8":{"class_type":"SaveImage","inputs":{"images":["7",0],"filename_prefix":"FusionBridge/NAME"}}},' +
          '"client_id":"ID","prompt_id":"ID"}',
      );
    });

    it('chains two LoRAs by the names of the server, for FLUX to the byte', async () => {
      await begin();
      expect(await sent({ ...fox, loras: [elena, ink] }, 'flux-dev')).toBe(
        '{"prompt":{"1":{"class_type":"UNETLoader","inputs":{"unet_name":"flux1-dev-fp8.safetensors","weight_dtype":"default"}},' +
          '"2":{"class_type":"DualCLIPLoader","inputs":{"clip_name1":"t5xxl_fp8_e4m3fn.safetensors",' +
          '"clip_name2":"clip_l.safetensors","type":"flux"}},' +
          '"3":{"class_type":"VAELoader","inputs":{"vae_name":"ae.safetensors"}},' +
          '"4":{"class_type":"LoraLoader","inputs":{"model":["1",0],"clip":["2",0],' +
          '"lora_name":"characters/elena.safetensors","strength_model":0.9,"strength_clip":0.9}},' +
          '"5":{"class_type":"CLIPTextEncode","inputs":{"clip":["4_2",1],"text":"a fox"}},' +
          '"6":{"class_type":"FluxGuidance","inputs":{"conditioning":["5",0],"guidance":3.5}},' +
          '"7":{"class_type":"ConditioningZeroOut","inputs":{"conditioning":["5",0]}},' +
          '"8":{"class_type":"EmptySD3LatentImage","inputs":{"width":64,"height":96,"batch_size":1}},' +
          '"9":{"class_type":"KSampler","inputs":{"model":["4_2",0],"seed":7,"steps":20,"cfg":1,"sampler_name":"euler",' +
          '"scheduler":"simple","positive":["6",0],"negative":["7",0],"latent_image":["8",0],"denoise":1}},' +
          '"10":{"class_type":"VAEDecode","inputs":{"samples":["9",0],"vae":["3",0]}},' +
          '"11":{"class_type":"SaveImage","inputs":{"images":["10",0],"filename_prefix":"FusionBridge/NAME"}},' +
          '"4_2":{"class_type":"LoraLoader","inputs":{"model":["4",0],"clip":["4",1],' +
          String.raw`"lora_name":"styles\\Ink.safetensors","strength_model":0.5,"strength_clip":0.5}}},` +
          '"client_id":"ID","prompt_id":"ID"}',
      );
    });

    it('uploads the source and starts from it, to the byte', async () => {
      await begin();
      const request = { ...fox, operation: 'image', source: ONE_PIXEL, size: null, strength: 0.4 } as const;
      expect(await sent(request)).toBe(
        '{"prompt":{"1":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"sd_xl_base_1.0.safetensors"}},' +
          '"3":{"class_type":"CLIPTextEncode","inputs":{"clip":["1",1],"text":"a fox"}},' +
          '"4":{"class_type":"CLIPTextEncode","inputs":{"clip":["1",1],"text":""}},' +
          `"5":{"class_type":"LoadImage","inputs":{"image":"${inputName(ONE_PIXEL)}"}},` +
          '"6":{"class_type":"VAEEncode","inputs":{"pixels":["5",0],"vae":["1",2]}},' +
          '"7":{"class_type":"RepeatLatentBatch","inputs":{"samples":["6",0],"amount":1}},' +
          '"8":{"class_type":"KSampler","inputs":{"model":["1",0],"seed":7,"steps":30,"cfg":6,"sampler_name":"dpmpp_2m",' +
          '"scheduler":"karras","positive":["3",0],"negative":["4",0],"latent_image":["7",0],"denoise":0.4}},' +
          '"9":{"class_type":"VAEDecode","inputs":{"samples":["8",0],"vae":["1",2]}},' +
          '"10":{"class_type":"SaveImage","inputs":{"images":["9",0],"filename_prefix":"FusionBridge/NAME"}}},' +
          '"client_id":"ID","prompt_id":"ID"}',
      );
      const upload = vendor.requests.find(({ path }) => path === '/upload/image');
      expect(upload?.body.includes(ONE_PIXEL.bytes)).toBe(true);
      expect(upload?.headers).not.toHaveProperty('origin');
    });

    it('uploads the mask, white where it repaints, and keeps the rest of the source, to the byte', async () => {
      await begin();
      const imageProcessor = new ImageProcessor(testSettings(MODELS));
      const mask = await imageProcessor.maskToPng(ONE_PIXEL_MASK);
      const request = { ...fox, operation: 'inpaint', source: ONE_PIXEL, mask: ONE_PIXEL_MASK } as const;
      expect(await sent({ ...request, size: null })).toBe(
        '{"prompt":{"1":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"sd_xl_base_1.0.safetensors"}},' +
          '"3":{"class_type":"CLIPTextEncode","inputs":{"clip":["1",1],"text":"a fox"}},' +
          '"4":{"class_type":"CLIPTextEncode","inputs":{"clip":["1",1],"text":""}},' +
          `"5":{"class_type":"LoadImage","inputs":{"image":"${inputName(ONE_PIXEL)}"}},` +
          '"6":{"class_type":"VAEEncode","inputs":{"pixels":["5",0],"vae":["1",2]}},' +
          '"7":{"class_type":"RepeatLatentBatch","inputs":{"samples":["6",0],"amount":1}},' +
          `"8":{"class_type":"LoadImageMask","inputs":{"image":"${inputName(mask)}","channel":"red"}},` +
          '"9":{"class_type":"GrowMask","inputs":{"mask":["8",0],"expand":8,"tapered_corners":true}},' +
          '"10":{"class_type":"SetLatentNoiseMask","inputs":{"samples":["7",0],"mask":["9",0]}},' +
          '"11":{"class_type":"DifferentialDiffusion","inputs":{"model":["1",0]}},' +
          '"12":{"class_type":"KSampler","inputs":{"model":["11",0],"seed":7,"steps":30,"cfg":6,"sampler_name":"dpmpp_2m",' +
          '"scheduler":"karras","positive":["3",0],"negative":["4",0],"latent_image":["10",0],"denoise":0.75}},' +
          '"13":{"class_type":"VAEDecode","inputs":{"samples":["12",0],"vae":["1",2]}},' +
          '"14":{"class_type":"RepeatImageBatch","inputs":{"image":["5",0],"amount":1}},' +
          '"15":{"class_type":"ImageCompositeMasked","inputs":{"destination":["14",0],"source":["13",0],"x":0,"y":0,' +
          '"resize_source":false,"mask":["8",0]}},' +
          '"16":{"class_type":"SaveImage","inputs":{"images":["15",0],"filename_prefix":"FusionBridge/NAME"}}},' +
          '"client_id":"ID","prompt_id":"ID"}',
      );
      expect(vendor.requests.some(({ body }) => body.includes(mask.bytes))).toBe(true);
    });

    it('loads the checkpoint that the chain names', async () => {
      await begin();
      expect(await sent(fox, 'sdxl:dreamshaper_8.safetensors')).toContain(
        '{"ckpt_name":"dreamshaper_8.safetensors"}',
      );
    });

    it('writes its own id down before it orders, and the receipt after', async () => {
      await begin();
      const witness = new Witness();
      const submission = await provider.translate(fox, 'sdxl').submit(witness);
      const { id } = readTicket(witness.tasks[0] ?? '');
      expect(asked('/prompt')).toEqual([expect.objectContaining({ prompt_id: id, client_id: id })]);
      expect(witness.tasks).toEqual([`${id}?seed=7`]);
      expect(submission).toEqual({ kind: 'task', taskId: `${id}?seed=7&taken=yes` });
    });

    it('follows an older server by the id which that chose', async () => {
      await begin({ ownIds: true });
      vendor.fault('slow');
      const taskId = await taskOf(provider, fox, 'sdxl');
      expect(readTicket(taskId)).toMatchObject({ client: expect.not.stringMatching(readTicket(taskId).id) });
      const witness = new Witness();
      const work = provider.follow(taskId, witness);
      await witness.firstProgress;
      vendor.release();
      expect((await work).pictures).toHaveLength(1);
    });

    it('hands over pictures at the server, costs nothing, and names the LoRAs left out', async () => {
      await begin();
      const loras = [{ name: 'nobody', weight: 0.3 }, elena];
      const taskId = await taskOf(provider, { ...fox, loras }, 'sdxl');
      expect(taskId).toContain('&without=nobody%3A0.3');
      const { id } = readTicket(taskId);
      expect(await providerAt(vendor.url).follow(taskId, new Witness())).toEqual({
        pictures: [
          {
            url: `${vendor.url}/view?filename=${id.slice(0, 8)}_00001_.png&subfolder=FusionBridge&type=output`,
            trustedOrigin: vendor.url,
            seed: 7,
            flagged: false,
          },
        ],
        cost: { usd: 0, source: 'free' },
        degradations: [
          {
            field: 'loras',
            asked: 'nobody:0.3',
            given: 'dropped',
            why: 'the server has no LoRA of this name',
          },
        ],
      });
    });

    it('reads the history of a node that always runs, which holds what is no JSON', async () => {
      await begin({ alwaysRuns: true });
      const images = await provider.follow(await taskOf(provider, fox, 'sdxl'), new Witness());
      expect(images.pictures).toHaveLength(1);
    });

    it('shows progress and previews as the socket tells them', async () => {
      await begin();
      vendor.fault('slow');
      const witness = new Witness();
      const work = provider.follow(await taskOf(provider, { ...fox, steps: 8 }, 'sdxl'), witness);
      await witness.firstProgress;
      vendor.release();
      await work;
      expect(witness.progress[0]).toMatchObject({ fraction: 0, note: 'working' });
      const last = witness.progress.at(-1);
      expect(last).toMatchObject({ fraction: 1, step: 8, steps: 8, note: null });
      expect(last?.preview).toMatchObject({ format: 'png', width: 64, height: 64 });
    });

    it('tells the place in the queue', async () => {
      await begin();
      vendor.fault('slow');
      await strangersPrompt();
      const witness = new Witness();
      const work = provider.follow(await taskOf(provider, fox, 'sdxl'), witness);
      await witness.firstProgress;
      expect(witness.progress[0]).toMatchObject({ fraction: 0, phase: 'queued', note: 'queued, position 0' });
      vendor.release();
      expect((await work).pictures).toHaveLength(1);
    });

    it('finds the pictures in the history after the socket broke', async () => {
      await begin();
      vendor.fault('slow');
      const witness = new Witness();
      const work = provider.follow(await taskOf(provider, fox, 'sdxl'), witness);
      await witness.firstProgress;
      vendor.breakSockets();
      vendor.release();
      expect((await work).pictures).toHaveLength(1);
      expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1 });
    });

    it('takes its own waiting prompt out of the queue, while that of a stranger runs', async () => {
      await begin();
      vendor.fault('slow');
      const stranger = await strangersPrompt();
      const taskId = await taskOf(provider, fox, 'sdxl');
      await provider.cancel(taskId);
      expect(asked('/queue')).toEqual([{ delete: [readTicket(taskId).id] }]);
      expect(asked('/interrupt')).toEqual([]);
      vendor.release();
      expect((await provider.follow(stranger, new Witness())).pictures).toHaveLength(1);
      expect(await historyOf(readTicket(taskId).id)).toEqual({});
      expect(vendor.state()).toMatchObject({ charges: 1, cancellations: 1 });
    });

    it('interrupts its own running prompt, and that of a stranger goes on', async () => {
      await begin();
      vendor.fault('slow');
      const witness = new Witness();
      const taskId = await taskOf(provider, fox, 'sdxl');
      const work = failureOf(provider.follow(taskId, witness));
      const stranger = await strangersPrompt();
      await witness.firstProgress;
      witness.abort();
      expect(await work).toMatchObject({ kind: 'cancelled', outcome: 'accepted' });
      expect(asked('/interrupt')).toEqual([{ prompt_id: readTicket(taskId).id }]);
      expect((await provider.follow(stranger, new Witness())).pictures).toHaveLength(1);
    });

    it('stops nothing once its prompt has ended', async () => {
      await begin();
      const taskId = await taskOf(provider, fox, 'sdxl');
      await provider.follow(taskId, new Witness());
      vendor.fault('slow');
      await strangersPrompt();
      await provider.cancel(taskId);
      expect([...asked('/queue'), ...asked('/interrupt')]).toEqual([]);
    });

    it('leaves a prompt alone when only the bridge ends: the next start follows it', async () => {
      await begin();
      vendor.fault('slow');
      const taskId = await taskOf(provider, fox, 'sdxl');
      const ending = new AbortController();
      const witness = new Witness();
      const work = provider.follow(taskId, {
        signal: ending.signal,
        onTask: async () => undefined,
        onProgress: witness.onProgress.bind(witness),
        beforePictures: async () => undefined,
        log: () => undefined,
      });
      await witness.firstProgress;
      ending.abort(new BridgeError({ kind: 'unavailable', message: 'stopping' }));
      await failureOf(work);
      vendor.release();
      expect((await providerAt(vendor.url).follow(taskId, new Witness())).pictures).toHaveLength(1);
      expect(vendor.state().cancellations).toBe(0);
    });

    it('stops a prompt that takes too long', async () => {
      await begin({}, { COMFYUI_TIMEOUT_SECONDS: '1' });
      vendor.fault('slow');
      const error = await failureOf(provider.follow(await taskOf(provider, fox, 'sdxl'), new Witness()));
      expect(error).toMatchObject({ kind: 'timeout', outcome: 'accepted' });
      expect(vendor.state().cancellations).toBe(1);
    });

    it('does not know whether an order was taken that it only wrote down', async () => {
      await begin();
      const error = await failureOf(provider.follow(`${randomUUID()}?seed=7`, new Witness()));
      expect(error).toMatchObject({ kind: 'task_lost', outcome: 'unknown' });
    });

    it('tells what the server finds wrong, and where', async () => {
      await begin();
      const refused = await failureOf(taskOf(provider, fox, 'sdxl:nowhere.safetensors'));
      expect(refused).toMatchObject({
        kind: 'configuration',
        outcome: 'rejected',
        setting: 'COMFYUI_WORKFLOWS or config/models.json',
        vendorCode: 'prompt_outputs_failed_validation',
        message:
          "comfyui is not set up right (400): CheckpointLoaderSimple: Value not in list: ckpt_name: 'nowhere.safetensors'" +
          " not in ['sd_xl_base_1.0.safetensors', 'dreamshaper_8.safetensors'] (check COMFYUI_WORKFLOWS or config/models.json)",
      });
      vendor.fault('job_failed');
      const failed = await failureOf(provider.follow(await taskOf(provider, fox, 'sdxl'), new Witness()));
      expect(failed).toMatchObject({
        kind: 'generation_failed',
        vendorCode: 'torch.OutOfMemoryError',
        message: 'comfyui failed in KSampler (torch.OutOfMemoryError): Allocation on device',
      });
    });

    it('orders nothing where a picture cannot be uploaded', async () => {
      await begin();
      const refusing = providerAt(`${vendor.url}/elsewhere`);
      const request = { ...fox, operation: 'image', source: ONE_PIXEL } as const;
      const error = await failureOf(taskOf(refusing, request, 'sdxl'));
      expect(error).toMatchObject({ kind: 'validation', outcome: 'not_sent', status: 404 });
      expect(vendor.state().submissions).toBe(0);
    });

    it('stops a prompt of which the server takes only a part', async () => {
      await begin({}, { COMFYUI_WORKFLOWS: folderWithTwoOutputs() });
      vendor.fault('slow');
      const error = await failureOf(taskOf(provider, fox, 'sdxl'));
      expect(error).toMatchObject({
        kind: 'configuration',
        outcome: 'rejected',
        setting: 'COMFYUI_WORKFLOWS or config/models.json',
        message:
          'comfyui refused a part of the workflow: SaveImage: Required input is missing: filename_prefix',
      });
      expect(vendor.state()).toMatchObject({ submissions: 1, cancellations: 1 });
    });

    it('says what it changes', async () => {
      await begin();
      const wild = { ...fox, sampler: 'Restart', scheduler: 'Polyexponential', quality: 'hd', guidance: 400 };
      expect(
        planned(provider, wild, 'sdxl').degradations.map(({ field, asked: was, given }) => [
          field,
          was,
          given,
        ]),
      ).toEqual([
        ['guidance', '400', '100'],
        ['quality', 'hd', 'dropped'],
        ['sampler', 'Restart', 'as the workflow has it'],
        ['scheduler', 'Polyexponential', 'as the workflow has it'],
      ]);
    });

    it('is off without an address', async () => {
      await begin();
      const none = testSettings(MODELS);
      const off = new ComfyuiProvider(none, new VendorHttp(none), new ImageProcessor(none));
      expect(off.configured()).toBe('set COMFYUI_URL to the address of the server');
      expect(off.capabilities('sdxl').operations).toEqual([]);
    });

    it('refuses a chain with a workflow that is not there', async () => {
      await begin();
      const models = {
        default: 'm',
        models: [{ id: 'm', chain: [{ provider: 'comfyui', model: 'sd4:x' }] }],
      };
      const settings = testSettings(models, { COMFYUI_URL: vendor.url, COMFYUI_WORKFLOWS: WORKFLOWS });
      expect(
        () => new ComfyuiProvider(settings, new VendorHttp(settings), new ImageProcessor(settings)),
      ).toThrow(
        'config/models.json: the chain of m: found comfyui with the model "sd4:x"; allowed: a workflow of the folder: flux-dev, sdxl',
      );
    });
  });
});
