import {
  ApiError,
  type GenerateContentConfig,
  type GenerateContentResponse,
  GoogleGenAI,
} from '@google/genai';
import sharp from 'sharp';
import type { Simulator } from '../kit/index.js';
import { startGemini } from './index.js';

const MODEL = 'gemini-nano-banana-2.1';
const OLD_MODEL = 'gemini-2.5-flash-image';
const USUAL = { responseModalities: ['IMAGE'], seed: 7 };

/** Google's own client as the judge of the simulator. */
describe('the simulated Gemini API, used by the client of Google', () => {
  let vendor: Simulator;
  let ai: GoogleGenAI;

  beforeEach(async () => {
    vendor = await startGemini({ apiKey: 'secret' });
    ai = clientWith('secret');
  });

  afterEach(async () => vendor.close());

  function clientWith(apiKey: string, apiVersion = 'v1beta'): GoogleGenAI {
    // Without a fetch of its own the client looks for Node's dispatcher, which the global object of jest lacks.
    return new GoogleGenAI({ apiKey, httpOptions: { baseUrl: vendor.url, apiVersion, fetch } });
  }

  async function paint(
    config: GenerateContentConfig = {},
    contents: Parameters<GoogleGenAI['models']['generateContent']>[0]['contents'] = 'a fox',
    model = MODEL,
  ): Promise<GenerateContentResponse> {
    return ai.models.generateContent({ model, contents, config: { ...USUAL, ...config } });
  }

  async function errorOf(work: Promise<unknown>): Promise<unknown> {
    return work.then(
      () => 'no error',
      (error: unknown) => error,
    );
  }

  function picturesIn(response: GenerateContentResponse): Buffer[] {
    const parts = response.candidates?.[0]?.content?.parts ?? [];
    return parts.flatMap(({ inlineData, thought }) =>
      inlineData?.data === undefined || thought === true ? [] : [Buffer.from(inlineData.data, 'base64')],
    );
  }

  async function factsOf(response: GenerateContentResponse): Promise<object> {
    const { format, width, height } = await sharp(picturesIn(response).at(-1)).metadata();
    return { format, width, height };
  }

  async function plain(width: number, height: number): Promise<string> {
    const create = { width, height, channels: 3, background: '#c83c28' } as const;
    return (await sharp({ create }).png().toBuffer()).toString('base64');
  }

  it('paints a ratio and a size, and tells what is billed', async () => {
    const response = await paint({ imageConfig: { aspectRatio: '16:9', imageSize: '2K' } });
    expect(await factsOf(response)).toEqual({ format: 'jpeg', width: 2752, height: 1536 });
    expect(response).toMatchObject({
      candidates: [{ finishReason: 'STOP', index: 0 }],
      modelVersion: MODEL,
      responseId: expect.any(String),
      usageMetadata: {
        promptTokenCount: 2,
        candidatesTokenCount: 1680,
        thoughtsTokenCount: 231,
        totalTokenCount: 1913,
        candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1680 }],
      },
    });
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1, deliveries: 1 });
  });

  it('paints the same for the same seed', async () => {
    const [one, again, other] = [await paint(), await paint(), await paint({ seed: 8 })].map(
      (response) => picturesIn(response)[0] ?? Buffer.alloc(0),
    );
    expect(one?.equals(again ?? Buffer.alloc(0))).toBe(true);
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false);
  });

  it('follows several pictures, in the shape of the last unless one is asked for', async () => {
    const data = [await plain(64, 64), await plain(64, 96)];
    const parts = data.map((one) => ({ inlineData: { mimeType: 'image/png', data: one } }));
    const response = await paint({}, [{ text: 'the fox of picture 1 in picture 2' }, ...parts]);
    expect(await factsOf(response)).toEqual({ format: 'jpeg', width: 848, height: 1264 });
    expect(response.usageMetadata?.promptTokensDetails).toEqual([
      { modality: 'TEXT', tokenCount: 9 },
      { modality: 'IMAGE', tokenCount: 2240 },
    ]);
  });

  it('takes what the client has a field for, and shows thoughts when it is asked to', async () => {
    const response = await paint({
      systemInstruction: 'flat illustration style',
      safetySettings: [],
      candidateCount: 1,
      thinkingConfig: { includeThoughts: true },
      imageConfig: { aspectRatio: '8:1' },
    });
    expect(response.candidates?.[0]?.content?.parts?.map(({ thought = false }) => thought)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('paints in one size and as PNG with Gemini 2.5', async () => {
    const response = await paint({ imageConfig: { aspectRatio: '9:16' } }, 'a fox', OLD_MODEL);
    expect(await factsOf(response)).toEqual({ format: 'png', width: 768, height: 1344 });
    expect(response.usageMetadata).toMatchObject({ candidatesTokenCount: 1290 });
    expect(response.usageMetadata?.thoughtsTokenCount).toBeUndefined();
  });

  it('sends a stream of one answer with the whole image', async () => {
    const stream = await ai.models.generateContentStream({ model: MODEL, contents: 'a fox' });
    const responses: GenerateContentResponse[] = [];
    for await (const response of stream) {
      responses.push(response);
    }
    expect(responses.flatMap(picturesIn)).toHaveLength(1);
    expect(responses.at(-1)?.usageMetadata?.candidatesTokenCount).toBe(1120);
  });

  it('lists its models in both versions of the API, and shows one', async () => {
    for (const version of ['v1beta', 'v1']) {
      ai = clientWith('secret', version);
      const pager = await ai.models.list();
      expect(pager.page).toContainEqual(
        expect.objectContaining({
          name: `models/${MODEL}`,
          supportedActions: expect.arrayContaining(['generateContent']),
        }),
      );
    }
    expect(await ai.models.get({ model: OLD_MODEL })).toMatchObject({ displayName: 'Nano Banana' });
  });

  describe('without an image', () => {
    it('names the reason for which it refuses a prompt', async () => {
      const response = await paint({}, 'a fox block:PROHIBITED_CONTENT');
      expect(response.promptFeedback).toEqual({ blockReason: 'PROHIBITED_CONTENT' });
      expect(response.candidates).toBeUndefined();
      expect(vendor.state()).toMatchObject({ submissions: 1, charges: 0 });
    });

    it.each(['IMAGE_SAFETY', 'IMAGE_PROHIBITED_CONTENT', 'NO_IMAGE'])('ends with %s', async (reason) => {
      const response = await paint({}, `a fox finish:${reason}`);
      expect(response.candidates).toEqual([{ content: { role: 'model' }, finishReason: reason, index: 0 }]);
      expect(picturesIn(response)).toEqual([]);
      expect(response.usageMetadata).toMatchObject({ thoughtsTokenCount: 231 });
      expect(response.usageMetadata?.candidatesTokenCount).toBeUndefined();
    });

    it('answers in words', async () => {
      const response = await paint({}, 'a fox answer:text');
      expect(response.text).toContain('I cannot create this image');
      expect(response.candidates?.[0]?.finishReason).toBe('STOP');
    });
  });

  it.each([
    ['draft:thought', 1],
    ['draft:unflagged', 2],
  ])('sends a draft before the image (%s)', async (word, count) => {
    const response = await paint({}, `a fox ${word}`);
    expect(picturesIn(response)).toHaveLength(count);
    const parts = response.candidates?.[0]?.content?.parts ?? [];
    expect(parts.filter(({ inlineData }) => inlineData !== undefined)).toHaveLength(2);
  });

  it.each([
    ['unauthorized', 400, 'INVALID_ARGUMENT'],
    ['out_of_credit', 429, 'RESOURCE_EXHAUSTED'],
    ['rate_limited', 429, 'RESOURCE_EXHAUSTED'],
    ['invalid_request', 400, 'INVALID_ARGUMENT'],
    ['server_error', 500, 'INTERNAL'],
    ['loading', 503, 'UNAVAILABLE'],
  ] as const)('says no for %s so that the client knows it', async (fault, status, code) => {
    vendor.fault(fault);
    const error = await errorOf(paint());
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status, message: expect.stringContaining(`"status":"${code}"`) });
    expect(vendor.state().charges).toBe(0);
  });

  it.each([
    ['permission-denied', 403],
    ['unauthenticated', 401],
    ['failed-precondition', 400],
    ['quota-per-day', 429],
    ['no-quota', 429],
    ['deadline-exceeded', 504],
  ])('fails with %s where the prompt says so', async (name, status) => {
    expect(await errorOf(paint({}, `error:${name}`))).toMatchObject({ status });
  });

  it.each([
    ['a ratio', { imageConfig: { aspectRatio: '7:3' } }, 'aspect_ratio'],
    ['a size', { imageConfig: { imageSize: '512' } }, 'image_size'],
    ['more candidates', { candidateCount: 2 }, 'candidates'],
    ['a seed', { seed: 2 ** 31 }, 'generation_config.seed'],
    ['a modality', { responseModalities: ['AUDIO'] }, 'generation_config.response_modalities'],
  ])('refuses %s that it does not take', async (_what, config, named) => {
    expect(await errorOf(paint(config))).toMatchObject({
      status: 400,
      message: expect.stringContaining(named),
    });
  });

  it('refuses models that it does not have, and keys that are not known', async () => {
    expect(await errorOf(paint({}, 'a fox', 'gemini-3-pro-image-preview'))).toMatchObject({ status: 404 });
    ai = clientWith('another');
    expect(await errorOf(paint())).toMatchObject({
      status: 400,
      message: expect.stringContaining('API_KEY_INVALID'),
    });
    expect(await errorOf(ai.models.list())).toMatchObject({ status: 400 });
    expect(vendor.state().charges).toBe(0);
  });
});
