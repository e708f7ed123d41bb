import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LoraCatalogue } from '@fusionbridge/loras';
import { modelsWithChain } from '@fusionbridge/testing';
import { type RunningBridge, startBridge } from './running-bridge.js';

const FILE = {
  config: { permanent_loras: ['grain'], default_negative_prompt: 'lowres' },
  loras: {
    elena: {
      name: 'Elena, the captain',
      url: 'https://host.example/elena.safetensors',
      weight: 0.9,
      rank: 1,
      category: 'character',
      character: 'Elena',
      keywords: ['elena'],
      trigger_words: ['ohwx elena'],
      prepend_prompt: 'photo of',
      append_prompt: 'soft light',
      negative_prompt: 'cartoon',
      notes: 'from the first season',
      something_new: { kept: true },
    },
    marcus: { url: 'owner/marcus', rank: 2, category: 'character', keywords: ['marcus'] },
    grain: { url: 'grain.safetensors', rank: 9 },
  },
};

describe('the LoRA catalogue', () => {
  let folder: string;
  let path: string;
  let bridge: RunningBridge;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fusionbridge-loras-'));
    path = join(folder, 'master_lora_dict.json');
    writeFileSync(path, JSON.stringify(FILE));
    bridge = await startBridge(modelsWithChain('sandbox', 'sandbox'), { LORA_DICT_PATH: path });
  });

  afterEach(async () => {
    await bridge.close();
  });

  async function call(
    method: string,
    route: string,
    body?: object,
  ): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${bridge.url}${route}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }

  const onDisk = (): unknown => JSON.parse(readFileSync(path, 'utf8'));

  it('is listed, searched and shown', async () => {
    expect((await call('GET', '/v1/loras')).body).toMatchObject({
      data: [{ id: 'elena' }, { id: 'marcus' }, { id: 'grain', permanent: true }],
    });
    expect((await call('GET', '/v1/loras?q=SEASON')).body).toMatchObject({ data: [{ id: 'elena' }] });
    expect((await call('GET', '/v1/loras?category=character&q=marc')).body).toMatchObject({
      data: [{ id: 'marcus' }],
    });
    expect((await call('GET', '/v1/loras/elena')).body).toMatchObject({
      name: 'Elena, the captain',
      weight: 0.9,
      trigger_words: ['ohwx elena'],
      sources: { url: 'https://host.example/elena.safetensors', file: 'elena' },
    });
    expect(await call('GET', '/v1/loras/nobody')).toMatchObject({
      status: 404,
      body: { error: { param: 'id', message: "There is no LoRA 'nobody'." } },
    });
  });

  it("is shown in A1111's shape", async () => {
    expect((await call('GET', '/sdapi/v1/loras')).body).toContainEqual({
      name: 'elena',
      alias: 'Elena, the captain',
      path: 'https://host.example/elena.safetensors',
      metadata: { trigger_words: ['ohwx elena'] },
    });
  });

  it('is changed through its routes, and written back with everything that was in the file', async () => {
    expect(
      await call('POST', '/v1/loras', { id: 'ada', url: 'owner/ada', keywords: 'ada, countess' }),
    ).toMatchObject({
      status: 201,
      body: { id: 'ada', keywords: ['ada', 'countess'] },
    });
    expect((await call('PATCH', '/v1/loras/elena', { weight: 0.5 })).body).toMatchObject({
      weight: 0.5,
      keywords: ['elena'],
    });
    expect((await call('PUT', '/v1/loras/marcus', { url: 'owner/other' })).body).toMatchObject({
      keywords: [],
    });
    expect((await call('DELETE', '/v1/loras/grain')).status).toBe(204);

    expect(onDisk()).toEqual({
      config: FILE.config,
      loras: {
        elena: { ...FILE.loras.elena, weight: 0.5 },
        marcus: { url: 'owner/other' },
        ada: { url: 'owner/ada', keywords: 'ada, countess' },
      },
    });
    expect(readdirSync(folder)).toEqual(['master_lora_dict.json']);
  });

  it('loses no change when many come at once', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `lora-${index}`);
    await Promise.all(ids.map((id) => call('POST', '/v1/loras', { id, url: `owner/${id}` })));
    expect((await call('GET', '/v1/loras?q=lora-')).body).toMatchObject({ data: { length: 12 } });
    expect(onDisk()).toMatchObject({
      loras: Object.fromEntries(ids.map((id) => [id, { url: `owner/${id}` }])),
    });
  });

  it('loses no field when many change one LoRA at once, and adds one of many of the same name', async () => {
    const fields = Array.from({ length: 12 }, (_, index) => `note_${index}`);
    const patched = await Promise.all(
      fields.map((field) => call('PATCH', '/v1/loras/elena', { [field]: 'kept' })),
    );
    expect(patched.map(({ status }) => status)).toEqual(fields.map(() => 200));
    const all = Object.fromEntries(fields.map((field) => [field, 'kept']));
    expect(onDisk()).toMatchObject({ loras: { elena: { ...FILE.loras.elena, ...all } } });

    const urls = Array.from({ length: 6 }, (_, index) => `owner/ada-${index}`);
    const posted = await Promise.all(urls.map((url) => call('POST', '/v1/loras', { id: 'ada', url })));
    expect(posted.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201, 400, 400, 400, 400, 400,
    ]);
  });

  it.each([
    ['POST', '/v1/loras', { url: 'x' }, 'id'],
    ['POST', '/v1/loras', { id: '../x', url: 'x' }, 'id'],
    ['POST', '/v1/loras', { id: 'elena', url: 'x' }, 'id'],
    ['POST', '/v1/loras', { id: 'new', weight: 'heavy' }, 'loras.new.weight'],
    ['PATCH', '/v1/loras/elena', { keywords: [1] }, 'loras.elena.keywords'],
    ['POST', '/v1/loras/import', { loras: [] }, 'loras'],
    ['POST', '/v1/loras/import?mode=twice', { loras: {} }, 'mode'],
    ['POST', '/v1/loras/match', { text: 'x' }, 'prompt'],
    ['POST', '/v1/loras/match', { prompt: 'x', lora_settings: [{ weight: 1 }] }, 'lora_settings.0.name'],
  ])('refuses %s %s %j and names the field', async (method, route, body, param) => {
    const { status, body: answer } = await call(method, route, body);
    expect(status).toBe(400);
    expect(answer).toMatchObject({ error: { type: 'invalid_request_error', param } });
    expect(onDisk()).toEqual(FILE);
  });

  it('goes out and comes in whole', async () => {
    const { body: exported } = await call('GET', '/v1/loras/export');
    expect(exported).toEqual(FILE);
    const more = { loras: { ada: { url: 'owner/ada' } } };
    expect((await call('POST', '/v1/loras/import', more)).body).toEqual({ loras: 4 });
    expect((await call('POST', '/v1/loras/import?mode=replace', more)).body).toEqual({ loras: 1 });
    expect(onDisk()).toEqual(more);
  });

  it('says what a text chooses, where it was found and why', async () => {
    const { body } = await call('POST', '/v1/loras/match', {
      prompt: 'Elena smiles.',
      visible_characters: ['Marcus'],
      lora_settings: [{ name: 'unknown', weight: 0.3 }],
    });
    expect(body).toEqual({
      matches: [
        { lora: 'elena', kind: 'keyword', phrase: 'elena', field: 'prompt', text: 'Elena', start: 0, end: 5 },
        {
          lora: 'elena',
          kind: 'character',
          phrase: 'Elena',
          field: 'prompt',
          text: 'Elena',
          start: 0,
          end: 5,
        },
        expect.objectContaining({ lora: 'marcus', field: 'visible_characters' }),
      ],
      selected: [
        { name: 'unknown', weight: 0.3, reason: 'named in the request; the catalogue does not have it' },
        { name: 'elena', weight: 0.9, reason: 'keyword "elena" in prompt' },
        { name: 'marcus', weight: 1, reason: 'keyword "marcus" in visible_characters' },
        { name: 'grain', weight: 1, reason: 'permanent' },
      ],
      dropped: [],
      prompt: 'photo of, Elena smiles., ohwx elena, soft light',
      negative_prompt: 'cartoon',
    });
  });

  it('chooses and words the LoRAs of a picture, and tells what it did', async () => {
    const { body } = await call('POST', '/sdapi/v1/txt2img', {
      prompt: 'a tavern',
      negative_prompt: 'blurry',
      width: 256,
      height: 256,
      visible_characters: ['Elena'],
    });
    expect(body).toMatchObject({ info: expect.any(String) });
    const info: unknown = JSON.parse(String(Object(body).info));
    expect(info).toMatchObject({
      original_prompt: 'a tavern',
      final_prompt: 'photo of, a tavern, ohwx elena, soft light',
      loras_used: expect.arrayContaining([expect.objectContaining({ name: 'elena' })]),
    });
  });

  it('sees by itself that its file has changed', async () => {
    writeFileSync(path, JSON.stringify({ loras: { ada: { url: 'owner/ada' } } }));
    let data: unknown;
    do {
      data = (await call('GET', '/v1/loras?q=ada')).body;
    } while (JSON.stringify(data).includes('"data":[]'));
    expect(data).toMatchObject({ data: [{ id: 'ada' }] });
  });

  it('keeps the last good one while its file is broken, and says so', async () => {
    const catalogue = bridge.app.get(LoraCatalogue);
    writeFileSync(path, '{ "loras": {');
    await catalogue.reload();
    expect((await call('GET', '/status')).body).toMatchObject({
      total_loras: 3,
      lora_file_error: expect.stringContaining('no valid JSON'),
    });
    const copy = join(folder, 'copy.json');
    writeFileSync(copy, JSON.stringify({ loras: { ada: { url: 'owner/ada' } } }));
    copyFileSync(copy, path);
    await catalogue.reload();
    expect((await call('GET', '/status')).body).toMatchObject({ total_loras: 1, lora_file_error: null });
  });

  it('stops the start when its file is broken, and says where', async () => {
    writeFileSync(path, JSON.stringify({ loras: { elena: { weight: 'heavy' } } }));
    const start = startBridge(modelsWithChain('sandbox', 'sandbox'), { LORA_DICT_PATH: path });
    await expect(start).rejects.toThrow('(LORA_DICT_PATH): loras.elena.weight: found "heavy"');
  });

  it('takes the LoRAs of a FastFusion installation in', async () => {
    const config = join(folder, 'model_config.json');
    const loras = [
      { type: 'hub', address: 'owner/ada', weight_name: 'ada.safetensors', adapter_name: 'ada' },
      { type: 'local', address: '/loras/bob.safetensors', adapter_name: 'bob' },
      { type: 'url', address: 'https://host.example/eve.safetensors', adapter_name: 'eve' },
    ];
    writeFileSync(config, JSON.stringify({ name: 'x', pipeline: { hf_model_id: 'm', loras } }));
    const other = await startBridge(modelsWithChain('sandbox', 'sandbox'), { CONFIG_PATH: config });
    const response = await fetch(`${other.url}/v1/loras`);
    expect(await response.json()).toMatchObject({
      data: [
        { id: 'ada', sources: { huggingface: 'owner/ada/ada.safetensors' } },
        { id: 'bob', sources: { file: 'bob' } },
        { id: 'eve', sources: { url: 'https://host.example/eve.safetensors' } },
      ],
    });
    await other.close();
  });
});
