import { type VendorRequest, newImageRequest } from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import {
  describeImageProvider,
  failureOf,
  ONE_PIXEL,
  ONE_PIXEL_MASK,
  planned,
  simulatedBench,
  taskOf,
  testSettings,
  Witness,
} from '@fusionbridge/testing';
import { type BflOptions, type Simulator, startBfl } from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { BflProvider } from './bfl.provider.js';
import { readRegionTicket, writeRegionTicket } from './region-ticket.js';

const KEY = 'not-for-everyone';
const MODELS = { default: 'm', models: [{ id: 'm', family: 'flux', chain: [{ provider: 'bfl' }] }] };
const PIXEL = ONE_PIXEL.bytes.toString('base64');
const BASE = 'https://api.bfl.ai/v1';

function providerAt(url: string, env: Record<string, string> = {}): BflProvider {
  const settings = testSettings(MODELS, { BFL_API_KEY: KEY, BFL_BASE_URL: `${url}/v1`, ...env });
  return new BflProvider(settings, new VendorHttp(settings), new ImageProcessor(settings));
}

describe(BflProvider.name, () => {
  describeImageProvider(
    'bfl',
    {
      start: async (wish) => {
        const vendor = await startBfl({ apiKey: KEY });
        const env = { BFL_TIMEOUT_SECONDS: String(wish?.timeoutSeconds ?? 60) };
        return simulatedBench(vendor, providerAt(vendor.url, env), '');
      },
    },
    {
      secret: KEY,
      // One picture is all that an answer can be.
      faults: { content_policy: { kind: 'content_policy', outcome: 'accepted' }, fewer_pictures: 'absent' },
      strangeModel: 'flux-none',
    },
  );

  describe('its own ways', () => {
    let vendor: Simulator;
    let provider: BflProvider;
    const fox = newImageRequest({ prompt: 'a fox', size: { width: 1344, height: 768 }, seed: 7 });

    async function begin(options: BflOptions = {}, env: Record<string, string> = {}): Promise<void> {
      vendor = await startBfl({ apiKey: KEY, ...options });
      provider = providerAt(vendor.url, env);
    }

    afterEach(async () => vendor.close());

    async function bodyFor(request: VendorRequest, model: string): Promise<string> {
      await taskOf(provider, planned(provider, request, model).request, model);
      return String(vendor.requests.at(-1)?.body);
    }

    it('sends text to the byte, with the key in its own header', async () => {
      await begin();
      const asked = { ...fox, negativePrompt: 'blurry', steps: 28, guidance: 3.5 };
      expect(await bodyFor(asked, 'flux-2-flex')).toBe(
        '{"prompt":"a fox","width":1344,"height":768,"steps":28,"guidance":3.5,"seed":7,"output_format":"png"}',
      );
      expect(vendor.requests.at(-1)).toMatchObject({ path: '/v1/flux-2-flex', headers: { 'x-key': KEY } });
      expect(vendor.requests.at(-1)?.headers).not.toHaveProperty('authorization');
    });

    it('sends references in numbered fields, as many as the model takes', async () => {
      await begin();
      const reference = { ...fox, operation: 'reference', references: [ONE_PIXEL, ONE_PIXEL] } as const;
      expect(await bodyFor(reference, 'flux-2-pro')).toBe(
        `{"prompt":"a fox","width":1344,"height":768,"seed":7,"input_image":"${PIXEL}",` +
          `"input_image_2":"${PIXEL}","output_format":"png"}`,
      );
      expect(await bodyFor(reference, 'flux-kontext-pro')).toBe(
        `{"prompt":"a fox","aspect_ratio":"16:9","seed":7,"input_image":"${PIXEL}","output_format":"png"}`,
      );
      expect(planned(provider, reference, 'flux-kontext-pro').degradations).toEqual([
        expect.objectContaining({ field: 'references', asked: '2', given: '1' }),
      ]);
    });

    it('repaints the white of a mask with the model for it', async () => {
      await begin();
      const fill = 'flux-pro-1.0-fill';
      const inpaint = { ...fox, operation: 'inpaint', source: ONE_PIXEL, mask: ONE_PIXEL_MASK } as const;
      const body: { mask: string } = JSON.parse(await bodyFor({ ...inpaint, guidance: 60 }, fill));
      expect(body).toEqual({
        prompt: 'a fox',
        guidance: 60,
        seed: 7,
        image: PIXEL,
        mask: expect.any(String),
        output_format: 'png',
      });
      expect(Buffer.from(body.mask, 'base64').subarray(1, 4).toString()).toBe('PNG');
      expect(provider.capabilities(fill)).toMatchObject({ operations: ['inpaint', 'fill'], mask: 'hint' });
    });

    it('asks where the order was taken, and books what it costs, also after a restart', async () => {
      await begin();
      const taskId = await taskOf(provider, fox);
      const at = encodeURIComponent(`${vendor.url}/us2/v1/get_result`);
      expect(taskId.slice(taskId.indexOf('?'))).toBe(`?seed=7&usd=0.03&at=${at}`);
      const images = await providerAt(vendor.url).follow(taskId, new Witness());
      expect(images.cost).toEqual({ usd: 0.03, source: 'reported' });
      expect(images.pictures).toEqual([{ seed: 7, flagged: false, ...pictureHere() }]);
      expect(vendor.requests.at(-1)?.path).toMatch(/^\/us2\/v1\/get_result\?id=/);
    });

    function pictureHere(): object {
      return { url: expect.stringMatching(`${vendor.url}/results/`), trustedOrigin: vendor.url };
    }

    it('gives the key to no address that is not the vendor’s own', async () => {
      await begin({ pollingUrl: 'https://bfl.ai.evil.example/v1/get_result' });
      const error = await failureOf(provider.follow(await taskOf(provider, fox), new Witness()));
      expect(error).toMatchObject({ kind: 'task_lost', outcome: 'accepted' });
      expect(vendor.requests.at(-1)?.path).toMatch(/^\/v1\/get_result\?id=/);
    });

    it.each([
      ['https://api.us2.bfl.ai/v1/get_result?id=7a1c', 'https://api.us2.bfl.ai/v1/get_result'],
      ['http://api.us2.bfl.ai/v1/get_result?id=7a1c', `${BASE}/get_result`],
      ['https://notbfl.ai/v1/get_result?id=7a1c', `${BASE}/get_result`],
      ['https://api.bfl.ai@evil.example/get_result?id=7a1c', `${BASE}/get_result`],
      ['nonsense', `${BASE}/get_result`],
    ])('reads %s as an order at %s', (pollingUrl, at) => {
      const written = writeRegionTicket({ task: '7a1c', seed: null, usd: null }, pollingUrl, BASE);
      expect(readRegionTicket(written, BASE)).toEqual({ task: '7a1c', seed: null, usd: null, at });
      const forged = `7a1c?at=${encodeURIComponent(pollingUrl)}`;
      expect(readRegionTicket(forged, BASE).at.replace(/\?.*/, '')).toBe(at);
    });

    it('tells how far an order is', async () => {
      await begin();
      vendor.fault('slow');
      const witness = new Witness();
      const work = provider.follow(await taskOf(provider, fox), witness);
      await witness.firstProgress;
      expect(witness.progress[0]).toMatchObject({ fraction: 0.4, phase: 'working' });
      vendor.release();
      expect((await work).pictures).toHaveLength(1);
    });

    it.each([
      ['content_policy', 'content_policy', 'bfl refused it for its content: Safety Filter'],
      ['job_failed', 'bad_response', 'bfl ended the request as Error: Generation failed'],
    ] as const)('types %s of an order it took', async (fault, kind, message) => {
      await begin();
      vendor.fault(fault);
      const error = await failureOf(provider.follow(await taskOf(provider, fox), new Witness()));
      expect(error).toMatchObject({ kind, outcome: 'accepted', message });
    });

    it('names the field that is wrong', async () => {
      await begin();
      vendor.fault('invalid_request');
      const { message } = await failureOf(taskOf(provider, fox));
      expect(message).toBe('bfl refused the request (422): width: Input should be a multiple of 16');
    });

    it('knows what is left, and says what is wrong with a key', async () => {
      await begin();
      const signal = new AbortController().signal;
      expect(await provider.probe(signal)).toEqual({ reachable: true, message: 'has 842.5 credits left' });
      expect(await providerAt(vendor.url, { BFL_API_KEY: 'another-key' }).probe(signal)).toEqual({
        reachable: false,
        message: 'bfl refused the key (403): check BFL_API_KEY',
      });
    });
  });
});
