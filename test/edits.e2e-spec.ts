import OpenAI, { toFile } from 'openai';
import sharp from 'sharp';
import { z } from 'zod';
import { type Simulator, startOpenAiCompatible } from '@fusionbridge/simulators';
import { halfOf, leftHalfMask, type MaskKind, wovenPng } from './edit-pictures.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

const Answer = z.object({
  data: z.array(z.object({ b64_json: z.string() })),
  fusionbridge: z.object({ degradations: z.array(z.object({ field: z.string() })) }),
});
const SIZE = { width: 256, height: 192 };
const MODELS = {
  default: 'sandbox',
  models: [
    { id: 'sandbox', chain: [{ provider: 'sandbox', model: 'scene' }] },
    { id: 'gpt', chain: [{ provider: 'openai', model: 'gpt-image-1.5' }] },
  ],
};

describe('POST /v1/images/edits', () => {
  let openai: Simulator;
  let bridge: RunningBridge;
  let client: OpenAI;
  let source: Buffer;

  beforeAll(async () => {
    openai = await startOpenAiCompatible({ flavour: 'openai', apiKey: 'sk-1' });
    bridge = await startBridge(MODELS, { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: `${openai.url}/v1` });
    client = new OpenAI({ apiKey: 'any', baseURL: `${bridge.url}/v1`, maxRetries: 0 });
    source = await wovenPng(SIZE);
  });

  afterAll(async () => {
    await bridge.close();
    await openai.close();
  });

  beforeEach(async () => {
    openai.reset();
    await bridge.reset();
  });

  function pictureIn(answer: { data?: { b64_json?: string }[] }): Buffer {
    return Buffer.from(answer.data?.[0]?.b64_json ?? '', 'base64');
  }

  /** A form as browsers write it: files named `blob`, of no type. */
  async function sendForm(
    files: readonly (readonly [name: string, bytes: Buffer])[],
    fields: Record<string, string> = {},
  ): Promise<{ status: number; body: unknown }> {
    const form = new FormData();
    for (const [name, text] of Object.entries({ prompt: 'a fox', ...fields })) {
      form.append(name, text);
    }
    for (const [name, bytes] of files) {
      form.append(name, new Blob([new Uint8Array(bytes)]), 'blob');
    }
    const response = await fetch(`${bridge.url}/v1/images/edits`, { method: 'POST', body: form });
    return { status: response.status, body: await response.json() };
  }

  async function sendJson(body: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${bridge.url}/v1/images/edits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a fox', ...body }),
    });
    return { status: response.status, body: await response.json() };
  }

  it('streams an edit to the SDK, with events of its own', async () => {
    const image = await toFile(source, 'meadow.png', { type: 'image/png' });
    const stream = await client.images.edit({
      image,
      prompt: 'a fox on the meadow',
      stream: true,
      partial_images: 2,
    });
    const events = [];
    for await (const event of stream) {
      events.push(event);
    }
    expect(events).toEqual([
      expect.objectContaining({
        type: 'image_edit.completed',
        size: '256x192',
        b64_json: expect.any(String),
      }),
    ]);
  });

  it('edits a picture that the SDK uploads', async () => {
    const image = await toFile(source, 'meadow.png', { type: 'image/png' });
    const answer = await client.images.edit({ image, prompt: 'a fox on the meadow', n: 2 });
    expect(answer.data).toHaveLength(2);
    expect(await sharp(pictureIn(answer)).metadata()).toMatchObject({ format: 'png', ...SIZE });
    expect(answer).toMatchObject({
      fusionbridge: { provider: 'sandbox', mask_mode: null, degradations: [] },
    });
  });

  it.each<[MaskKind, string]>([
    ['transparent', 'alpha'],
    ['white', 'luminance'],
  ])('repaints under the mask and nothing else, where it is %s', async (kind, mode) => {
    const answer = await client.images.edit({
      image: await toFile(source, 'meadow.png'),
      mask: await toFile(await leftHalfMask(SIZE, kind), 'mask.png'),
      prompt: 'a fox',
    });
    const picture = pictureIn(answer);
    expect((await halfOf(picture, 'right')).equals(await halfOf(source, 'right'))).toBe(true);
    expect((await halfOf(picture, 'left')).equals(await halfOf(source, 'left'))).toBe(false);
    expect(answer).toMatchObject({ fusionbridge: { mask_mode: mode, degradations: [] } });
  });

  it('shows all pictures to a provider that looks at several, in their order and to the byte', async () => {
    const others = await Promise.all(
      ['#ff0000', '#00ff00'].map((background) =>
        sharp({ create: { ...SIZE, channels: 3, background } })
          .jpeg()
          .toBuffer(),
      ),
    );
    const files = [source, ...others];
    const answer = await client.images.edit({
      model: 'gpt',
      image: await Promise.all(files.map((bytes) => toFile(bytes, 'blob', { type: '' }))),
      prompt: 'put them together',
      input_fidelity: 'high',
      size: '1024x1024',
    });
    expect(answer).toMatchObject({ fusionbridge: { provider: 'openai', degradations: [] } });
    const sent = openai.requests.at(-1)?.body ?? Buffer.alloc(0);
    const places = files.map((bytes) => sent.indexOf(bytes));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(sent.toString('latin1')).toMatch(/name="input_fidelity"\r\n\r\nhigh/);
  });

  it.each([['image'], ['image[]'], ['image[0]'], ['images'], ['images[]']])(
    'finds the picture in the field %s, named blob and of no type',
    async (field) => {
      expect(await sendForm([[field, source]])).toMatchObject({ status: 200 });
    },
  );

  it('reads numbers and LoRAs out of a form', async () => {
    const written = await Promise.all([
      sendForm([['image', source]], {
        n: '1',
        strength: '0.5',
        num_inference_steps: '7',
        guidance_scale: '3.5',
        lora_settings: '[{"name":"film-grain","weight":0.5}]',
      }),
      sendForm([['image', source]], {
        'lora_settings[0][name]': 'film-grain',
        'lora_settings[0][weight]': '0.5',
      }),
      sendForm([['image', source]], { 'loras[][name]': 'film-grain', 'loras[][weight]': '0.5' }),
    ]);
    for (const { body } of written) {
      expect(body).toMatchObject({ fusionbridge: { loras: [{ name: 'film-grain', weight: 0.5 }] } });
    }
  });

  it('takes JSON: data URIs, base64, lists, and a mask beside them', async () => {
    const [uri, mask] = [
      `data:image/png;base64,${source.toString('base64')}`,
      `data:image/png;base64,${(await leftHalfMask(SIZE, 'transparent')).toString('base64')}`,
    ];
    const bodies = [
      { images: [{ image_url: uri }], mask: { image_url: mask } },
      { image: [uri], mask },
      { image: source.toString('base64'), mask: mask.slice(mask.indexOf(',') + 1) },
      { images: [{ image_url: { url: uri } }], mask: { image_url: { url: mask } } },
    ];
    for (const body of bodies) {
      const answer = await sendJson({ ...body, seed: 7 });
      expect(answer).toMatchObject({ status: 200, body: { fusionbridge: { mask_mode: 'alpha' } } });
    }
  });

  it('refuses what it cannot take and names the field', async () => {
    const many = Array.from({ length: 17 }, () => ['image[]', source] as const);
    const tall = await leftHalfMask({ width: 128, height: 256 }, 'white');
    const black = await sharp({ create: { ...SIZE, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    const answers = {
      missing: await sendForm([]),
      seventeen: await sendForm(many),
      masks: await sendForm([
        ['image', source],
        ['mask', source],
        ['mask', source],
      ]),
      shape: await sendForm([
        ['image', source],
        ['mask', tall],
      ]),
      nothing: await sendForm([
        ['image', source],
        ['mask', black],
      ]),
      text: await sendForm([['image', Buffer.from('not a picture')]]),
      prompt: await sendForm([['image', source]], { prompt: ' ' }),
      strength: await sendForm([['image', source]], { strength: '2' }),
      file: await sendJson({ images: [{ file_id: 'file-1' }] }),
      address: await sendJson({ image: 'http://127.0.0.1:1/a.png' }),
      number: await sendJson({ image: 7 }),
    };
    const told = Object.entries(answers).map(([name, { status, body }]) => [name, status, paramOf(body)]);
    expect(told).toEqual([
      ['missing', 400, 'image'],
      ['seventeen', 400, 'image'],
      ['masks', 400, 'mask'],
      ['shape', 400, 'mask'],
      ['nothing', 400, 'mask'],
      ['text', 400, 'image'],
      ['prompt', 400, 'prompt'],
      ['strength', 400, 'strength'],
      ['file', 400, 'image.file_id'],
      ['address', 400, 'image'],
      ['number', 400, 'image'],
    ]);
  });

  it('refuses a form without files that is not multipart', async () => {
    const body = new URLSearchParams({ prompt: 'a fox' });
    const response = await fetch(`${bridge.url}/v1/images/edits`, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain('multipart/form-data');
  });

  it('takes holes in the picture itself for a mask, unless told otherwise', async () => {
    const holed = await sharp(source)
      .joinChannel(
        await sharp(await leftHalfMask(SIZE, 'white'))
          .extractChannel(0)
          .negate()
          .raw()
          .toBuffer(),
        {
          raw: { ...SIZE, channels: 1 },
        },
      )
      .png()
      .toBuffer();
    const own = await sendForm([['image', holed]]);
    expect(own.body).toMatchObject({ fusionbridge: { mask_mode: 'source_alpha' } });
    const whole = await sendForm([['image', holed]], { mask_mode: 'none' });
    expect(whole.body).toMatchObject({ fusionbridge: { mask_mode: null } });
  });

  it('streams a masked edit, previews and all', async () => {
    const stream = await client.images.edit({
      image: await toFile(source, 'meadow.png'),
      mask: await toFile(await leftHalfMask(SIZE, 'white'), 'mask.png'),
      prompt: 'a fox',
      stream: true,
      partial_images: 1,
    });
    const events: { type: string; b64_json?: string }[] = [];
    for await (const event of stream) {
      events.push(event);
    }
    const last = events.at(-1);
    expect(last).toMatchObject({ type: 'image_edit.completed', fusionbridge: { mask_mode: 'luminance' } });
    const picture = Buffer.from(last?.b64_json ?? '', 'base64');
    expect((await halfOf(picture, 'right')).equals(await halfOf(source, 'right'))).toBe(true);
  });

  it.each([
    [{ output_format: 'webp' }, true, []],
    [{ output_format: 'jpeg' }, false, ['output_format']],
    [{ output_format: 'webp', output_compression: '80' }, false, ['output_format']],
    [{ size: '512x384' }, false, ['size']],
  ])('says of %o whether what is outside the mask stays as it was', async (fields, isExact, notes) => {
    const files = [
      ['image', source],
      ['mask', await leftHalfMask(SIZE, 'white')],
    ] as const;
    const { body } = await sendForm(files, fields);
    const { data, fusionbridge } = Answer.parse(body);
    expect(fusionbridge.degradations.map(({ field }) => field)).toEqual(notes);
    const picture = Buffer.from(data[0]?.b64_json ?? '', 'base64');
    const same = (await halfOf(picture, 'right')).equals(await halfOf(source, 'right'));
    expect(same).toBe(isExact);
    const strict = await sendForm(files, { ...fields, fidelity: 'strict' });
    expect(strict.status).toBe(isExact ? 200 : 400);
  });

  it('joins the same upload sent again by an SDK, whatever its boundary, but not another route', async () => {
    const jobs: unknown[] = [];
    for (const [route, retry] of [
      ['edits', '0'],
      ['edits', '1'],
      ['variations', '1'],
    ] as const) {
      const form = new FormData();
      form.append('prompt', 'a fox');
      form.append('image', new Blob([new Uint8Array(source)]), 'blob');
      const response = await fetch(`${bridge.url}/v1/images/${route}`, {
        method: 'POST',
        headers: { 'x-stainless-retry-count': retry },
        body: form,
      });
      await response.text();
      jobs.push(response.headers.get('x-fusionbridge-job'));
    }
    expect(jobs[1]).toBe(jobs[0]);
    expect(jobs[2]).not.toBe(jobs[0]);
  });
});

function paramOf(body: unknown): unknown {
  const told = JSON.stringify(body);
  return /"param":("[^"]*"|null)/.exec(told)?.[1]?.replaceAll('"', '');
}
