import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type VendorRequest, newImageRequest, type ProviderImages } from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import { UploadedLoraRepository } from '@fusionbridge/persistence';
import {
  describeImageProvider,
  describeUpscaler,
  failureOf,
  ONE_PIXEL,
  ONE_PIXEL_MASK,
  ONE_PIXEL_URI,
  simulatedBench,
  taskOf,
  testSettings,
  Witness,
} from '@fusionbridge/testing';
import { type RunwareOptions, type Simulator, startRunware } from '@fusionbridge/simulators';
import { createSqlite, type TestStorage } from '../../../persistence/test/backends.js';
import { VendorHttp } from '@fusionbridge/http';
import { RunwareProvider } from './runware.provider.js';

const KEY = 'not-for-everyone';
const MODELS = { default: 'm', models: [{ id: 'm', family: 'flux', chain: [{ provider: 'runware' }] }] };

describe(RunwareProvider.name, () => {
  let place: TestStorage;
  let uploaded: UploadedLoraRepository;

  beforeEach(async () => {
    place = await createSqlite();
    uploaded = new UploadedLoraRepository(await place.open());
  });

  afterEach(async () => place.drop());

  function providerAt(url: string, env: Record<string, string> = {}): RunwareProvider {
    const settings = testSettings(MODELS, {
      RUNWARE_API_KEY: KEY,
      RUNWARE_ENDPOINT: `${url}/v1`,
      RUNWARE_AIR_SOURCE: 'acme',
      ...env,
    });
    return new RunwareProvider(settings, new VendorHttp(settings), new ImageProcessor(settings), uploaded);
  }

  describeUpscaler(
    'runware',
    {
      start: async (wish) => {
        const vendor = await startRunware({ apiKey: KEY, airSource: 'acme' });
        const env = { RUNWARE_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
        return simulatedBench(vendor, providerAt(vendor.url, env), 'runware:504@1');
      },
    },
    { secret: KEY },
  );

  it.each([
    [1.2, 2],
    [2, 2],
    [2.5, 3],
    [8, 4],
  ])('asks for a picture %f times as large with the factor %i', (scale, factor) => {
    const source = { ...ONE_PIXEL, width: 100, height: 50 };
    const size = { width: 100 * scale, height: 50 * scale };
    const request = newImageRequest({ operation: 'upscale', source, size });
    expect(providerAt('http://127.0.0.1:1').translate(request, 'runware:504@1').wire).toMatchObject([
      { taskType: 'upscale', model: 'runware:504@1', upscaleFactor: factor, deliveryMethod: 'async' },
    ]);
  });

  describeImageProvider(
    'runware',
    {
      start: async (wish) => {
        const vendor = await startRunware({ apiKey: KEY, airSource: 'acme', uploadTurns: 1 });
        const env = { RUNWARE_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
        return simulatedBench(vendor, providerAt(vendor.url, env), '');
      },
    },
    {
      secret: KEY,
      strangeModel: 'runware:999@9',
    },
  );

  describe('its own ways', () => {
    let vendor: Simulator;
    let provider: RunwareProvider;
    const fox = newImageRequest({ prompt: 'a fox', size: { width: 256, height: 320 }, seed: 7 });

    async function begin(options: RunwareOptions = {}, env: Record<string, string> = {}): Promise<void> {
      vendor = await startRunware({ apiKey: KEY, airSource: 'acme', ...options });
      provider = providerAt(vendor.url, env);
    }

    afterEach(async () => vendor.close());

    function bodies(taskType: string): string[] {
      return vendor.requests
        .map(({ body }) => body.toString())
        .filter((body) => body.startsWith(`[{"taskType":"${taskType}"`));
    }

    /** The order the vendor was sent, as it came, but for the id of the task. */
    async function sent(request: VendorRequest, model = ''): Promise<string> {
      await taskOf(provider, request, model);
      return (bodies('imageInference').at(-1) ?? '').replace(/"taskUUID":"[\da-f-]{36}"/, '"taskUUID":"…"');
    }

    async function pictures(request: VendorRequest, model = ''): Promise<ProviderImages> {
      return provider.follow(await taskOf(provider, request, model), new Witness());
    }

    const REST =
      '"numberResults":1,"outputType":"URL","outputFormat":"PNG","includeCost":true,"deliveryMethod":"async"}]';

    it('sends text to the byte, to the very address', async () => {
      await begin();
      const loras = [
        { name: 'civitai:652699@993999', weight: 0.4 },
        { name: 'urn:air:flux1:lora:civitai:58390@62833', weight: -1 },
      ];
      const request = { ...fox, negativePrompt: 'blurry', seed: 4294967295, steps: 28, guidance: 3.5, loras };
      expect(await sent(request)).toBe(
        '[{"taskType":"imageInference","taskUUID":"…","model":"runware:101@1","positivePrompt":"a fox",' +
          '"negativePrompt":"blurry","width":256,"height":320,"steps":28,"CFGScale":3.5,"seed":4294967295,' +
          '"lora":[{"model":"civitai:652699@993999","weight":0.4},{"model":"civitai:58390@62833","weight":-1}],' +
          REST,
      );
      expect(vendor.requests.at(-1)).toMatchObject({
        method: 'POST',
        path: '/v1',
        headers: { authorization: `Bearer ${KEY}` },
      });
    });

    it('sends a picture to start from, and none for what a mask keeps', async () => {
      await begin();
      const image = { ...fox, operation: 'image', source: ONE_PIXEL, strength: 0.5 } as const;
      const start =
        '[{"taskType":"imageInference","taskUUID":"…","model":"runware:101@1","positivePrompt":"a fox",' +
        '"width":256,"height":320,"seed":7,"strength":0.5,';
      expect(await sent(image)).toBe(`${start}"inputs":{"seedImage":"${ONE_PIXEL_URI}"},${REST}`);
      const inpaint = await sent({ ...image, operation: 'inpaint', mask: ONE_PIXEL_MASK });
      const [, mask = ''] = /"maskImage":"data:image\/png;base64,([^"]+)"/.exec(inpaint) ?? [];
      expect(Buffer.from(mask, 'base64').subarray(1, 4).toString()).toBe('PNG');
      expect(inpaint.replace(mask, '…')).toBe(
        `${start}"inputs":{"seedImage":"${ONE_PIXEL_URI}","maskImage":"data:image/png;base64,…"},${REST}`,
      );
    });

    it('sends pictures as fields of their own where the operator says so', async () => {
      await begin({}, { RUNWARE_LEGACY_MEDIA_FIELDS: 'true' });
      const body = JSON.parse(await sent({ ...fox, operation: 'image', source: ONE_PIXEL }));
      expect(body[0]).toMatchObject({ seedImage: ONE_PIXEL_URI });
      expect(body[0]).not.toHaveProperty('inputs');
    });

    it('takes another model where the chain names none and the operation needs it', async () => {
      await begin();
      const reference = { ...fox, operation: 'reference', references: [ONE_PIXEL, ONE_PIXEL] } as const;
      expect(JSON.parse(await sent(reference))[0]).toMatchObject({
        model: 'runware:106@1',
        inputs: { referenceImages: [ONE_PIXEL_URI, ONE_PIXEL_URI] },
      });
      const fill = { ...fox, operation: 'fill', source: ONE_PIXEL, mask: ONE_PIXEL_MASK } as const;
      expect(JSON.parse(await sent(fill))[0]).toMatchObject({ model: 'runware:102@1' });
      expect(provider.capabilities('').operations).toEqual(['text', 'image', 'inpaint', 'fill', 'reference']);
      expect(provider.capabilities('runware:101@1').operations).toEqual(['text', 'image', 'inpaint']);
      expect(provider.capabilities('runware:400@1')).toMatchObject({
        loras: { sources: ['air'] },
        mask: 'none',
      });
    });

    it('paints with the model of RUNWARE_MODEL, as many LoRAs as MAXLORAS_RUNWARE', async () => {
      await begin({}, { RUNWARE_MODEL: 'runware:107@1', MAXLORAS_RUNWARE: '2' });
      expect(JSON.parse(await sent(fox))[0]).toMatchObject({ model: 'runware:107@1' });
      expect(provider.capabilities('')).toMatchObject({ loras: { max: 2, sources: ['air', 'url'] } });
    });

    it('writes the task down before it sends it', async () => {
      await begin();
      const witness = new Witness();
      vendor.fault('unauthorized');
      const onTask = jest.spyOn(witness, 'onTask');
      onTask.mockImplementation(async () => {
        expect(bodies('imageInference')).toEqual([]);
      });
      await failureOf(provider.translate(fox, '').submit(witness));
      expect(onTask).toHaveBeenCalledTimes(1);
      const [taskId = ''] = onTask.mock.calls[0] ?? [];
      expect(bodies('imageInference')[0]).toContain(taskId.split('?')[0]);
    });

    it.each(['hang_after_accept', 'drop_after_accept', 'break_off', 'wrong_json', 'other_json'] as const)(
      'finds an order again after %s, without a second one',
      async (fault) => {
        await begin({}, { RUNWARE_TIMEOUT_SECONDS: '2' });
        const witness = new Witness();
        vendor.fault(fault);
        expect(await failureOf(provider.translate(fox, '').submit(witness))).toMatchObject({
          outcome: 'unknown',
        });
        const images = await providerAt(vendor.url).follow(witness.tasks[0] ?? '', new Witness());
        expect(images.pictures).toEqual([expect.objectContaining({ seed: 7, trustedOrigin: vendor.url })]);
        expect(images.cost).toEqual({ usd: 0.0013, source: 'reported' });
        expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
      },
    );

    it('knows an order that never arrived from one that was taken and lost', async () => {
      await begin();
      const never = await failureOf(
        provider.follow('6f1a3d0e-8e7c-4a52-b8c1-15c9b1a2c3d4?count=1', new Witness()),
      );
      expect(never).toMatchObject({ kind: 'task_lost', outcome: 'unknown' });
      vendor.fault('job_lost');
      const lost = await failureOf(pictures(fox));
      expect(lost).toMatchObject({ kind: 'task_lost', outcome: 'accepted' });
    });

    it('looks old orders up in the account that Runware keeps of them', async () => {
      await begin({ archives: true });
      expect((await pictures(fox)).pictures).toHaveLength(1);
      expect(bodies('getTaskDetails')).toHaveLength(1);
    });

    it('waits for every picture of an order, and puts them in the order of their seeds', async () => {
      await begin({ oneByOne: true });
      const images = await pictures({ ...fox, count: 3 });
      expect(images.pictures.map(({ seed }) => seed)).toEqual([7, 8, 9]);
      expect(images.cost).toEqual({ usd: 0.0039, source: 'reported' });
    });

    it('hands over the pictures that came where another one failed', async () => {
      await begin({ lastFails: true });
      const witness = new Witness();
      const images = await provider.follow(await taskOf(provider, { ...fox, count: 3 }), witness);
      expect(images.pictures.map(({ seed }) => seed)).toEqual([7, 8]);
      expect(images.cost).toEqual({ usd: 0.0026, source: 'reported' });
      expect(witness.lines.join('\n')).toContain('Inference failed');
    });

    it.each(['errors', 'data'] as const)('types a task that failed and says so in its %s', async (form) => {
      await begin({ failuresAs: form });
      vendor.fault('job_failed');
      const error = await failureOf(pictures(fox));
      expect(error).toMatchObject({
        kind: 'bad_response',
        outcome: 'accepted',
        vendorCode: 'inferenceError',
      });
      expect(error.message).toMatch(/Inference failed/);
    });

    it('refuses what Runware flags, where the operator lets it look', async () => {
      await begin({}, { RUNWARE_CHECK_CONTENT: 'true' });
      const request = { ...fox, prompt: 'forbidden-fruit' };
      expect((await pictures(request)).pictures).toEqual([expect.objectContaining({ flagged: true })]);
      expect(await sent(request)).toContain('"safety":{"checkContent":true}');
    });

    it('types a LoRA that Runware does not know', async () => {
      await begin();
      const loras = [{ name: 'acme:unheard-of@1', weight: 1 }];
      expect(await failureOf(taskOf(provider, { ...fox, loras }))).toMatchObject({
        kind: 'media_fetch',
        outcome: 'rejected',
        vendorCode: 'modelNotFound',
      });
    });

    describe('LoRAs at an address', () => {
      const URL = 'https://huggingface.co/acme/loras/blob/main/Elena%20v2.safetensors';
      const AIR = 'acme:4de65998d77c@1';
      const withLora = { ...fox, loras: [{ name: URL, weight: 0.85 }] };

      it('uploads one once for ten who ask at the same time, and remembers it', async () => {
        await begin();
        const tasks = await Promise.all(Array.from({ length: 10 }, async () => taskOf(provider, withLora)));
        expect(new Set(tasks).size).toBe(10);
        const uploads = bodies('modelUpload');
        expect(uploads).toHaveLength(1);
        expect(uploads[0]?.replace(/"taskUUID":"[\da-f-]{36}"/, '"taskUUID":"…"')).toBe(
          '[{"taskType":"modelUpload","taskUUID":"…","category":"lora","architecture":"flux1d","format":"safetensors",' +
            `"air":"${AIR}","uniqueIdentifier":"${AIR.slice(5, -2)}","name":"Elena v2","version":"1.0",` +
            '"downloadURL":"https://huggingface.co/acme/loras/resolve/main/Elena%20v2.safetensors",' +
            '"defaultWeight":1,"private":true,"deliveryMethod":"async"}]',
        );
        const orders = bodies('imageInference');
        expect(orders.map((body) => JSON.parse(body)[0].lora)).toEqual(
          tasks.map(() => [{ model: AIR, weight: 0.85 }]),
        );
        await taskOf(providerAt(vendor.url), withLora);
        expect(bodies('modelUpload')).toHaveLength(1);
        expect(await uploaded.find('runware', URL)).toMatchObject({ vendorId: AIR });
      });

      it('sends the upload again where questions about it are answered with nothing', async () => {
        await begin({ mumbles: true, uploadTurns: 3 });
        expect(await sent(withLora)).toContain(AIR);
        expect(bodies('modelUpload')).toHaveLength(2);
      });

      it.each([
        ['fails', 'https://unreachable.example/x.safetensors', /The file could not be downloaded/],
        ['takes too long', 'https://endless.example/x.safetensors', /was not ready within 1 s/],
        ['is no https address', 'http://plain.example/x.safetensors', /only https addresses/],
      ])('paints without one whose upload %s, and says so', async (_what, name, why) => {
        await begin({}, { RUNWARE_UPLOAD_TIMEOUT_SECONDS: '1' });
        const request = {
          ...fox,
          loras: [
            { name, weight: 0.5 },
            { name: 'civitai:1@2', weight: 1 },
          ],
        };
        const taskId = await taskOf(provider, request);
        expect(JSON.parse(bodies('imageInference')[0] ?? '')[0].lora).toEqual([
          { model: 'civitai:1@2', weight: 1 },
        ]);
        const images = await providerAt(vendor.url).follow(taskId, new Witness());
        expect(images.pictures).toHaveLength(1);
        expect(images.degradations).toEqual([
          { field: 'loras', asked: `${name}:0.5`, given: 'dropped', why: expect.stringMatching(why) },
        ]);
        expect(await uploaded.find('runware', name)).toBeNull();
      });

      it('does not wait a second time for one that takes too long, until it is told to forget', async () => {
        await begin({}, { RUNWARE_UPLOAD_TIMEOUT_SECONDS: '1' });
        const request = { ...fox, loras: [{ name: 'https://endless.example/x.safetensors', weight: 1 }] };
        await taskOf(provider, request);
        const before = bodies('getResponse').length;
        expect(before).toBeGreaterThan(0);
        await taskOf(provider, request);
        expect(bodies('getResponse')).toHaveLength(before);
        provider.forget();
        await taskOf(provider, request);
        expect(bodies('getResponse').length).toBeGreaterThan(before);
      });

      it('sends nothing when it is stopped while a LoRA is uploaded', async () => {
        await begin();
        const witness = new Witness();
        const request = { ...fox, loras: [{ name: 'https://endless.example/x.safetensors', weight: 1 }] };
        const work = failureOf(provider.translate(request, '').submit(witness));
        await witness.firstProgress;
        expect(witness.progress[0]?.note).toContain('endless.example');
        witness.abort();
        expect(await work).toMatchObject({ kind: 'cancelled', outcome: 'not_sent' });
        expect(vendor.state().submissions).toBe(0);
      });

      it('takes over what the Flux LoRA Bridge had uploaded, and the source it used', async () => {
        const path = join(mkdtempSync(join(tmpdir(), 'runware-')), 'mapping.json');
        const known = { runware_id: 'civitai:7@8', uploaded_at: '2026-02-01T10:00:00Z' };
        writeFileSync(path, JSON.stringify({ [URL]: known }));
        await begin({}, { RUNWARE_LORA_MAPPING_PATH: path, RUNWARE_AIR_SOURCE: '' });
        expect(provider.capabilities('').loras?.sources).toEqual(['air', 'url']);
        expect(JSON.parse(await sent(withLora))[0].lora).toEqual([{ model: 'civitai:7@8', weight: 0.85 }]);
        expect(bodies('modelUpload')).toEqual([]);
        expect(await uploaded.find('runware', URL)).toMatchObject({
          vendorId: 'civitai:7@8',
          uploadedAt: Date.parse(known.uploaded_at),
        });
      });

      it('uploads again what Runware does not know any more, for the next order', async () => {
        const path = join(mkdtempSync(join(tmpdir(), 'runware-')), 'mapping.json');
        writeFileSync(path, JSON.stringify({ [URL]: { runware_id: 'acme:of-another-account@1' } }));
        await begin({}, { RUNWARE_LORA_MAPPING_PATH: path });
        expect(await failureOf(taskOf(provider, withLora))).toMatchObject({ outcome: 'rejected' });
        expect(bodies('modelUpload')).toEqual([]);
        expect(JSON.parse(await sent(withLora))[0].lora).toEqual([{ model: AIR, weight: 0.85 }]);
        expect(bodies('modelUpload')).toHaveLength(1);
      });

      it('does not start with a mapping that it cannot read, nor promise uploads without a source', async () => {
        const path = join(mkdtempSync(join(tmpdir(), 'runware-')), 'mapping.json');
        writeFileSync(path, '{"https://host.example/x":{"id":"x"}}');
        await begin({}, { RUNWARE_AIR_SOURCE: '' });
        expect(provider.capabilities('').loras?.sources).toEqual(['air']);
        expect(() => providerAt(vendor.url, { RUNWARE_LORA_MAPPING_PATH: path })).toThrow(
          'mapping.json: https://host.example/x.runware_id',
        );
      });
    });
  });
});
