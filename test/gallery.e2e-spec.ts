import { PictureStore } from '@fusionbridge/media';
import sharp from 'sharp';
import { z } from 'zod';
import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const CHAIN = [{ provider: 'sd-webui' }, { provider: 'sandbox' }];
const MODELS = {
  default: 'main',
  models: [
    { id: 'main', chain: CHAIN },
    { id: 'other', chain: CHAIN },
  ],
};
const ALICE = { authorization: 'Bearer alice-secret-key' };
const BOB = { authorization: 'Bearer bob-secret-key' };

const picture = z.looseObject({
  id: z.string(),
  url: z.string(),
  thumbnail_url: z.string(),
  prompt: z.string(),
});
const page = z.object({
  object: z.literal('list'),
  data: z.array(picture),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
});
const record = picture.extend({ request: z.looseObject({ source: z.unknown() }), seed: z.number() });

describe('the gallery', () => {
  let simulator: Simulator;
  let bridge: RunningBridge;

  beforeEach(async () => {
    simulator = await startSdWebui();
    bridge = await startBridge(MODELS, {
      SD_ENABLED: 'true',
      SD_API_URL: simulator.url,
      API_KEYS: 'alice=alice-secret-key,bob-secret-key',
    });
  });

  afterEach(async () => {
    await bridge.close();
    await simulator.close();
  });

  async function call(path: string, { method = 'GET', body, headers = ALICE }: Call = {}): Promise<Got> {
    const response = await fetch(path.startsWith('http') ? path : `${bridge.url}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const { status } = response;
    return { status, headers: response.headers, bytes, json: isJson ? JSON.parse(bytes.toString()) : null };
  }

  /** Paints, and gives the id of each picture. */
  async function paint(body: object, headers = ALICE, path = '/v1/images/generations'): Promise<string[]> {
    const given = { size: '128x128', response_format: 'url', ...body };
    const { status, json } = await call(path, { method: 'POST', body: given, headers });
    expect(status).toBe(200);
    const answer = z.object({ data: z.array(z.object({ url: z.string() })) }).parse(json);
    return answer.data.map(({ url }) => /data\/([0-9a-f]{32})\./.exec(url)?.[1] ?? '');
  }

  async function list(query = '', headers = ALICE): Promise<z.infer<typeof page>> {
    const { status, json } = await call(`/v1/images${query}`, { headers });
    expect(status).toBe(200);
    return page.parse(json);
  }

  const ids = async (query = '', headers = ALICE): Promise<string[]> =>
    (await list(query, headers)).data.map(({ id }) => id);

  const show = async (id: string) => record.parse((await call(`/v1/images/${id}`)).json);

  describe('GET /v1/images', () => {
    it('lists what the caller has, newest first, page by page', async () => {
      const [first = ''] = await paint({ prompt: 'a red fox' });
      const [second = '', third = ''] = await paint({ prompt: 'a door', n: 2 });
      await paint({ prompt: 'a red fox' }, BOB);

      const newest = await list('?limit=2');
      await paint({ prompt: 'later' });
      const rest = await list(`?limit=2&after=${newest.next_cursor}`);

      expect(newest).toMatchObject({ has_more: true, data: [{ id: second }, { id: third }] });
      expect(rest).toMatchObject({ has_more: false, next_cursor: null, data: [{ id: first }] });
      expect(rest.data[0]).toMatchObject({
        object: 'image',
        width: 128,
        height: 128,
        format: 'png',
        provider: 'sd-webui',
        model: 'main',
        prompt: 'a red fox',
        operation: 'text',
        dialect: 'openai',
        loras: [],
        seed: expect.any(Number),
        bytes: expect.any(Number),
        created_at: expect.any(Number),
        job: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    });

    it('links to the picture and to a smaller one', async () => {
      await paint({ prompt: 'a fox', size: '512x512' });
      const [entry] = (await list()).data;

      const whole = await call(entry?.url ?? '', { headers: {} });
      const small = await call(entry?.thumbnail_url ?? '', { headers: {} });

      expect((await sharp(whole.bytes).metadata()).width).toBe(512);
      expect((await sharp(small.bytes).metadata()).width).toBe(256);
    });

    it('finds by words, model, provider, LoRA, operation, dialect and time', async () => {
      const [fox = ''] = await paint({ prompt: 'A red FOX, ünïcode' });
      const [door = ''] = await paint({
        prompt: 'a red door',
        model: 'other',
        routing: 'only:sandbox',
        lora_settings: [{ name: 'Grain' }],
      });

      expect(await ids('?q=red')).toStrictEqual([door, fox]);
      expect(await ids('?q=%C3%9CN%C3%8FCODE+fox')).toStrictEqual([fox]);
      expect(await ids('?q=red+cat')).toStrictEqual([]);
      expect(await ids('?model=other')).toStrictEqual([door]);
      expect(await ids('?provider=sd-webui')).toStrictEqual([fox]);
      expect(await ids('?lora=grain')).toStrictEqual([door]);
      expect(await ids('?operation=text&dialect=openai')).toStrictEqual([door, fox]);
      expect(await ids('?dialect=a1111')).toStrictEqual([]);
      expect(await ids('?q=red&model=other&provider=sd-webui')).toStrictEqual([]);
      const { created_at: at } = z
        .object({ created_at: z.number() })
        .parse((await call(`/v1/images/${door}`)).json);
      expect(await ids(`?created_after=${at - 60}&created_before=${at + 60}`)).toStrictEqual([door, fox]);
      expect(await ids(`?created_after=${at + 60}`)).toStrictEqual([]);
      expect(await ids(`?created_before=${at - 60}&q=`)).toStrictEqual([]);
    });

    it.each([
      ['limit=0', 'limit'],
      ['limit=201', 'limit'],
      ['limit=x', 'limit'],
      ['limit=1&limit=2', 'limit'],
      ['after=nonsense', 'after'],
      ['q=red&q=fox', 'q'],
      [`q=${'x'.repeat(1_001)}`, 'q'],
      ['created_after=yesterday', 'created_after'],
      ['created_before=-1', 'created_before'],
    ])('says what is wrong with %s', async (query, param) => {
      const { status, json } = await call(`/v1/images?${query}`);
      expect(status).toBe(400);
      expect(json).toMatchObject({ error: { type: 'invalid_request_error', param } });
    });

    it('needs a key where keys are set', async () => {
      expect((await call('/v1/images', { headers: {} })).status).toBe(401);
    });
  });

  describe('GET /v1/images/{id}', () => {
    it('tells how the picture came to be, and keeps the names vendors gave it', async () => {
      simulator.fault('server_error');
      const [id = ''] = await paint({
        prompt: 'a red fox',
        negative_prompt: 'fog',
        seed: 7,
        num_inference_steps: 4,
        lora_settings: [{ name: 'grain', weight: 0.5 }],
      });

      const { json, bytes } = await call(`/v1/images/${id}`);

      expect(json).toMatchObject({
        id,
        object: 'image',
        original_prompt: 'a red fox',
        summary: { prompt: 'a red fox', by: 'none' },
        prompt: 'a red fox',
        negative_prompt: 'fog',
        loras: [{ name: 'grain', weight: 0.5, reason: expect.stringContaining('named in the request') }],
        attempts: expect.arrayContaining([expect.objectContaining({ outcome: 'delivered', delivered: 1 })]),
        degradations: expect.any(Array),
        cost: { source: 'free' },
        request: {
          operation: 'text',
          model: null,
          size: '128x128',
          n: 1,
          seed: 7,
          steps: 4,
          source: null,
          references: [],
        },
        parent: null,
        infotext: expect.stringContaining('Seed: 7'),
      });
      expect(bytes.toString()).not.toMatch(/task_?id/i);
    });

    it.each(['GET', 'DELETE'])('%s knows nothing of others’ pictures', async (method) => {
      const [id = ''] = await paint({ prompt: 'a fox' }, BOB);

      for (const path of [`/v1/images/${id}`, '/v1/images/data', '/v1/images/nobody']) {
        const { status, json } = await call(path, { method });
        expect(status).toBe(404);
        expect(json).toMatchObject({ error: { type: 'invalid_request_error', code: 'not_found' } });
      }
      expect(await ids('', BOB)).toStrictEqual([id]);
    });
  });

  it('deletes a picture once, with its file and not with its neighbour', async () => {
    const [first = '', second = ''] = await paint({ prompt: 'a fox', n: 2 });
    const { url } = await show(first);

    const gone = await call(`/v1/images/${first}`, { method: 'DELETE' });

    expect(gone.json).toStrictEqual({ id: first, object: 'image', deleted: true });
    expect((await call(`/v1/images/${first}`, { method: 'DELETE' })).status).toBe(404);
    expect((await call(`/v1/images/${first}`)).status).toBe(404);
    expect((await call(url)).status).toBe(404);
    expect(await ids('?q=fox')).toStrictEqual([second]);
    const files: string[] = [];
    for await (const { hash } of bridge.app.get(PictureStore, { strict: false }).list()) {
      files.push(hash);
    }
    expect(files).toHaveLength(1);
  });

  describe('POST /v1/images/{id}/replay', () => {
    it('paints the same again, and remembers of what', async () => {
      const [, second = ''] = await paint({ prompt: 'a fox', n: 2, negative_prompt: 'fog' });
      const former = await show(second);

      const [again = ''] = await paint({}, ALICE, `/v1/images/${second}/replay`);

      const replayed = await show(again);
      expect(replayed).toMatchObject({
        parent: second,
        seed: former.seed,
        original_prompt: 'a fox',
        negative_prompt: 'fog',
        request: { n: 1, size: '128x128' },
      });
      expect(await ids()).toHaveLength(3);
    });

    it('takes no body at all', async () => {
      const [id = ''] = await paint({ prompt: 'a fox' });
      const { status, json } = await call(`/v1/images/${id}/replay`, { method: 'POST' });
      expect(status).toBe(200);
      expect(json).toMatchObject({ data: [{ b64_json: expect.any(String) }] });
    });

    it('paints otherwise where the body says so', async () => {
      const [id = ''] = await paint({ prompt: 'a fox', num_inference_steps: 9 });

      const changes = {
        model: 'other',
        routing: 'only:sandbox',
        seed: 5,
        n: 2,
        output_format: 'webp',
        size: undefined,
      };
      const [again = ''] = await paint(changes, ALICE, `/v1/images/${id}/replay`);

      expect(await show(again)).toMatchObject({
        parent: id,
        model: 'other',
        provider: 'sandbox',
        seed: 5,
        format: 'webp',
        request: { n: 2, steps: 9, size: '128x128' },
      });
    });

    it('shows the vendor the same picture and mask, and says when they are gone', async () => {
      const bytes = await sharp({ create: { width: 128, height: 128, channels: 3, background: '#456' } })
        .png()
        .toBuffer();
      const image = `data:image/png;base64,${bytes.toString('base64')}`;
      const [id = ''] = await paint(
        { prompt: 'a hat', images: [{ image_url: image }] },
        ALICE,
        '/v1/images/edits',
      );
      const former = await show(id);

      const [again = ''] = await paint({ size: undefined }, ALICE, `/v1/images/${id}/replay`);
      expect((await show(again)).request).toStrictEqual({
        ...former.request,
        n: 1,
        seed: former.seed,
        model: 'main',
      });

      const { hash } = z.object({ hash: z.string() }).parse(former.request.source);
      await bridge.app.get(PictureStore, { strict: false }).remove(hash, 'png');
      const { status, json } = await call(`/v1/images/${id}/replay`, { method: 'POST', body: {} });
      expect(status).toBe(404);
      expect(json).toMatchObject({ error: { message: expect.stringContaining('no longer kept') } });
    });

    it('does not take the retry for one picture for the same body to another', async () => {
      const [first = '', second = ''] = await paint({ prompt: 'a fox', n: 2 });
      const retry = (count: number) => ({ ...ALICE, 'x-stainless-retry-count': String(count) });
      const [one = ''] = await paint({}, retry(0), `/v1/images/${first}/replay`);
      await paint({}, retry(0), `/v1/images/${second}/replay`);

      expect(await paint({}, retry(1), `/v1/images/${first}/replay`)).toStrictEqual([one]);
    });

    it('is refused for others’ pictures, for what is wrong, and counts as a generation', async () => {
      const [id = ''] = await paint({ prompt: 'a fox' }, BOB);
      const replay = (given: Call) => call(`/v1/images/${id}/replay`, { method: 'POST', body: {}, ...given });

      expect((await replay({})).status).toBe(404);
      expect((await replay({ body: { n: 0 }, headers: BOB })).json).toMatchObject({ error: { param: 'n' } });
      expect((await replay({ body: { model: 'none' }, headers: BOB })).status).toBe(404);
    });
  });
});

interface Call {
  readonly method?: string;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly json: unknown;
}
