import OpenAI from 'openai';
import sharp from 'sharp';
import { type Simulator, startOpenAiCompatible } from '@fusionbridge/simulators';
import { KEY, modelsOver } from './paid-upstreams.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

describe('the OpenAI dialect', () => {
  let first: Simulator;
  let second: Simulator;
  let bridge: RunningBridge;
  let client: OpenAI;

  beforeAll(async () => {
    first = await startOpenAiCompatible({ apiKey: KEY });
    second = await startOpenAiCompatible({ apiKey: KEY });
    bridge = await startBridge(modelsOver(first, second), { UPSTREAM_KEY: KEY });
    client = new OpenAI({ apiKey: 'any', baseURL: `${bridge.url}/v1`, maxRetries: 0 });
  });

  afterAll(async () => {
    await bridge.close();
    await Promise.all([first.close(), second.close()]);
  });

  beforeEach(async () => {
    await bridge.reset();
    first.reset();
    second.reset();
  });

  async function post(body: unknown, headers: Record<string, string> = {}): Promise<Asked> {
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  it('gives pictures as base64, at the asked size, with an account of what was done', async () => {
    const answer = await client.images.generate({ prompt: 'a fox', n: 2, size: '256x256' });
    expect(answer.data).toHaveLength(2);
    for (const item of answer.data ?? []) {
      expect(Object.keys(item)).toEqual(['b64_json']);
      const facts = await sharp(Buffer.from(item.b64_json ?? '', 'base64')).metadata();
      expect(facts).toMatchObject({ format: 'png', width: 256, height: 256 });
    }
    expect(answer).toMatchObject({
      created: expect.any(Number),
      output_format: 'png',
      size: '256x256',
      fusionbridge: {
        provider: 'up1',
        attempts: [{ provider: 'up1', model: 'painter', outcome: 'delivered', error: null }],
        degradations: [],
      },
    });
    expect(first.state().submissions).toBe(1);
  });

  it('gives addresses to clients that ask for them, and to those of DALL·E', async () => {
    for (const body of [{ response_format: 'url' as const }, { model: 'dall-e-3' }]) {
      const answer = await client.images.generate({ prompt: 'a fox', size: '256x256', ...body });
      const [item] = answer.data ?? [];
      expect(Object.keys(item ?? {})).toEqual(['url']);
      expect(item?.url).toMatch(/\/v1\/images\/data\/[\w-]{20,}\.png$/);
      const picture = await fetch(item?.url ?? '');
      expect(picture.headers.get('content-type')).toBe('image/png');
      const bytes = Buffer.from(await picture.arrayBuffer());
      expect(picture.headers.get('content-length')).toBe(String(bytes.length));
      expect(await sharp(bytes).metadata()).toMatchObject({ width: 256, height: 256 });
      const again = await fetch(item?.url ?? '', {
        headers: { 'if-none-match': picture.headers.get('etag') ?? '' },
      });
      expect(again.status).toBe(304);
      const head = await fetch(item?.url ?? '', { method: 'HEAD' });
      expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
    }
  });

  it('converts to the format that was asked for, and crops to a size nobody paints', async () => {
    const answer = await client.images.generate({
      prompt: 'a fox',
      size: '250x250',
      output_format: 'webp',
    });
    const facts = await sharp(Buffer.from(answer.data?.[0]?.b64_json ?? '', 'base64')).metadata();
    expect(facts).toMatchObject({ format: 'webp', width: 250, height: 250 });
    expect(answer).toMatchObject({
      fusionbridge: { degradations: [expect.objectContaining({ field: 'size', asked: '250x250' })] },
    });
  });

  it('takes the names of other clients, nulls and unknown fields', async () => {
    const { status, body } = await post({
      prompt: 'a fox',
      image_size: '256x256',
      batch_size: 2,
      steps: 9,
      cfg_scale: 4.5,
      seed: 77,
      negative_prompt: 'blurry',
      quality: null,
      prompt_enhancement: true,
      style: 'vivid',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ fusionbridge: { seeds: [77, 78] } });
    const sent: unknown = JSON.parse(first.requests.at(-1)?.body.toString() ?? '{}');
    expect(sent).toMatchObject({
      n: 2,
      size: '256x256',
      num_inference_steps: 9,
      guidance_scale: 4.5,
      seed: 77,
      negative_prompt: 'blurry',
    });
  });

  it('falls back where nothing was bought, and says so', async () => {
    first.fault('rate_limited');
    const { status, headers, body } = await post({ prompt: 'a fox', size: '256x256' });
    expect(status).toBe(200);
    expect(headers.get('x-fusionbridge-provider')).toBe('up2');
    expect(headers.get('x-request-id')).toBeTruthy();
    expect(body).toMatchObject({
      fusionbridge: {
        provider: 'up2',
        attempts: [
          { provider: 'up1', outcome: 'rejected', error: expect.stringContaining('up1') },
          { provider: 'up2', outcome: 'delivered' },
        ],
      },
    });
  });

  it('does not buy a second picture when the first may have been charged', async () => {
    first.fault('drop_after_accept');
    const { status, headers, body } = await post({ prompt: 'a fox', size: '256x256' });
    expect(status).toBe(424);
    expect(headers.get('x-should-retry')).toBe('false');
    expect(body).toMatchObject({
      error: {
        code: 'all_providers_failed',
        type: 'server_error',
        param: null,
        message: expect.stringContaining('up1 may have charged for it'),
      },
    });
    expect([first.state().submissions, second.state().submissions]).toEqual([1, 0]);
  });

  it.each<[string, object, string]>([
    ['no prompt', {}, 'prompt'],
    ['an empty prompt', { prompt: '' }, 'prompt'],
    ['a prompt that is no text', { prompt: 5 }, 'prompt'],
    ['no pictures', { prompt: 'x', n: 0 }, 'n'],
    ['too many pictures', { prompt: 'x', n: 1000 }, 'n'],
    ['a half picture', { prompt: 'x', n: 1.5 }, 'n'],
    ['a size in words', { prompt: 'x', size: 'large' }, 'size'],
    ['no size at all', { prompt: 'x', size: '0x0' }, 'size'],
    ['a huge size', { prompt: 'x', size: '99999x99999' }, 'size'],
    ['an unknown format', { prompt: 'x', output_format: 'gif' }, 'output_format'],
    ['an unknown way of answering', { prompt: 'x', response_format: 'ftp' }, 'response_format'],
    ['a stream in words', { prompt: 'x', stream: 'please' }, 'stream'],
    ['too many previews', { prompt: 'x', stream: true, partial_images: 4 }, 'partial_images'],
    ['LoRAs that are none', { prompt: 'x', lora_settings: [{ weight: 1 }] }, 'lora_settings.0.name'],
    ['a prompt of a megabyte', { prompt: 'word '.repeat(200_000) }, 'prompt'],
  ])('refuses %s and names the field', async (_case, body, param) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      error: {
        message: expect.stringContaining(`'${param}'`),
        type: 'invalid_request_error',
        param,
        code: 'invalid_value',
      },
    });
    expect(first.state().submissions).toBe(0);
  });

  it('refuses what is no JSON, and bodies that are too large', async () => {
    expect(await post('{"prompt": ')).toMatchObject({
      status: 400,
      body: { error: { type: 'invalid_request_error' } },
    });
    expect(await post('[]')).toMatchObject({ status: 400, body: { error: { param: 'body' } } });
    const small = await startBridge(modelsOver(first), { UPSTREAM_KEY: KEY, MAX_BODY_BYTES: '2000' });
    const response = await fetch(`${small.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'x'.repeat(5000) }),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringContaining('MAX_BODY_BYTES') },
    });
    await small.close();
  });

  it('makes the error classes of the SDK out of its refusals', async () => {
    await expect(client.images.generate({ prompt: '' })).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    await expect(client.images.generate({ prompt: 'x', model: 'nope' })).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
      param: 'model',
      message: expect.stringContaining("The model 'nope' does not exist"),
    });
    first.fault('content_policy');
    await expect(client.images.generate({ prompt: 'x', size: '256x256' })).rejects.toMatchObject({
      status: 400,
      code: 'content_policy_violation',
    });
    first.fault('out_of_credit');
    second.fault('out_of_credit');
    await expect(client.images.generate({ prompt: 'x', size: '256x256' })).rejects.toMatchObject({
      status: 402,
      code: 'insufficient_quota',
    });
    first.fault('rate_limited');
    second.fault('rate_limited');
    await expect(client.images.generate({ prompt: 'x', size: '256x256' })).rejects.toBeInstanceOf(
      OpenAI.RateLimitError,
    );
  });

  it('never shows the upstream key, whatever goes wrong', async () => {
    const wrong = await startBridge(modelsOver(first), { UPSTREAM_KEY: 'sk-wrong-secret-9' });
    const response = await fetch(`${wrong.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'x', size: '256x256' }),
    });
    const text = await response.text();
    expect(text).not.toContain('sk-wrong');
    expect(text).toContain('UPSTREAM_KEY');
    await wrong.close();
  });

  it('joins the retry of the SDK to the job its first call started', async () => {
    const body = { prompt: 'joined', size: '256x256' };
    const [one, two] = await Promise.all([
      post(body, { 'x-stainless-retry-count': '0' }),
      post(body, { 'x-stainless-retry-count': '0' }),
    ]);
    const retried = await post(body, { 'x-stainless-retry-count': '1' });
    const jobs = [one, two, retried].map(({ headers }) => headers.get('x-fusionbridge-job'));
    expect(new Set(jobs).size).toBe(2);
    expect(jobs.slice(0, 2)).toContain(jobs[2]);
    expect(first.state().submissions).toBe(2);
  });

  it('joins calls with the same Idempotency-Key and body', async () => {
    const body = { prompt: 'idempotent', size: '256x256' };
    const one = await post(body, { 'idempotency-key': 'k-1' });
    const two = await post(body, { 'idempotency-key': 'k-1' });
    const other = await post(body, { 'idempotency-key': 'k-2' });
    expect(two.body).toMatchObject({ fusionbridge: { job: one.headers.get('x-fusionbridge-job') } });
    expect(other.headers.get('x-fusionbridge-job')).not.toBe(one.headers.get('x-fusionbridge-job'));
    expect(first.state().submissions).toBe(2);
  });

  it('lists the models under every name', async () => {
    const names: string[] = [];
    for await (const model of client.models.list()) {
      names.push(model.id);
    }
    expect(names).toEqual(['main', 'dall-e-3', 'gpt-image-1']);
    expect(await client.models.retrieve('dall-e-3')).toMatchObject({
      id: 'dall-e-3',
      object: 'model',
      type: 'image',
    });
    await expect(client.models.retrieve('nope')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    const texts: unknown = await (await fetch(`${bridge.url}/v1/models?type=text`)).json();
    expect(texts).toEqual({ object: 'list', data: [] });
  });

  it('plans without buying', async () => {
    const response = await fetch(`${bridge.url}/v1/images/plan`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        prompt: 'a fox',
        size: '250x250',
        lora_settings: [{ name: 'grain', weight: 0.5 }],
      }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      model: 'main',
      prompt: 'a fox',
      loras: [{ name: 'grain', weight: 0.5, reason: 'named in the request; the catalogue does not have it' }],
      candidates: [
        {
          provider: 'up1',
          degradations: expect.arrayContaining([
            expect.objectContaining({ field: 'size' }),
            expect.objectContaining({ field: 'lora_settings', asked: 'grain:0.5' }),
          ]),
        },
        { provider: 'up2' },
      ],
    });
    expect(first.requests).toEqual([]);
  });

  it('refuses what cannot be honoured whole when the client is strict', async () => {
    const strict = { prompt: 'a fox', size: '256x256', lora_settings: [{ name: 'grain' }] };
    expect(await post(strict, { 'x-fusionbridge-fidelity': 'strict' })).toMatchObject({
      status: 400,
      body: { error: { code: 'unsupported', message: expect.stringContaining('the vendor takes no LoRA') } },
    });
    expect(await post({ ...strict, fidelity: 'strict' })).toMatchObject({ status: 400 });
    expect(first.state().submissions).toBe(0);
  });
});
