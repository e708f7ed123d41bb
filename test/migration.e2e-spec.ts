import { createHash } from 'node:crypto';
import { SummaryEnv } from '@fusionbridge/prompting';
import { Settings } from '@fusionbridge/settings';
import sharp from 'sharp';
import { z } from 'zod';
import { A1111Client, bytesOf } from './a1111-client.js';
import {
  moveOldInstallation,
  type MovedInstallation,
  oldFile,
  OldMapping,
  SUMMARY,
} from './old-installation.js';
import { ServerEnv } from '../apps/gateway/src/server.env.js';

const Catalogue = z.object({ loras: z.record(z.string(), z.looseObject({ url: z.string() })) });
const { loras: OLD } = Catalogue.parse(JSON.parse(oldFile('master_lora_dict.json')));
const MAPPING = OldMapping.parse(JSON.parse(oldFile('runware_lora_mapping.json')));

/** A turn of a role-play. */
const PASSAGE =
  'Elena in armour pushes the door open and smiles. Marcus looks up from his tankards, surprised.';

/** As the plugin for SillyTavern sends it. */
const FROM_THE_PLUGIN = {
  prompt: PASSAGE,
  negative_prompt: 'bad anatomy',
  steps: 40,
  cfg_scale: 3.5,
  width: 1024,
  height: 1024,
  seed: -1,
  character_prompts: { Elena: 'a ship captain with copper hair', Marcus: 'a broad-shouldered innkeeper' },
  visible_characters: ['Elena', 'Marcus'],
};

const OldInfo = z.looseObject({
  original_prompt: z.string(),
  summarized_prompt: z.string(),
  final_prompt: z.string(),
  negative_prompt: z.string(),
  provider: z.string(),
  loras_used: z.array(z.looseObject({ name: z.string() })),
  total_time_seconds: z.number(),
});

const Order = z.looseObject({
  taskType: z.string(),
  lora: z.array(z.object({ model: z.string(), weight: z.number() })).optional(),
});

const Plan = z.object({
  candidates: z.array(z.object({ provider: z.string(), request: z.object({ loras: z.array(z.unknown()) }) })),
});

const mapped = (id: string): string | undefined => MAPPING[OLD[id]?.url ?? '']?.runware_id;

const oldAirOf = (id: string): string =>
  `northwind:${createHash('sha256')
    .update((OLD[id]?.url ?? '').toLowerCase())
    .digest('hex')
    .slice(0, 12)}@1`;

describe('an installation of the Flux LoRA Bridge, started with its own files', () => {
  let moved: MovedInstallation;
  let plugin: A1111Client;

  beforeEach(async () => {
    moved = await moveOldInstallation();
    plugin = new A1111Client(moved.bridge.url);
  });

  afterEach(() => moved.close());

  async function painted(differs: object = {}): Promise<{ picture: Buffer; info: z.infer<typeof OldInfo> }> {
    const { images, info } = await plugin.paint('txt2img', { ...FROM_THE_PLUGIN, ...differs });
    return { picture: bytesOf(images[0]), info: OldInfo.parse(info) };
  }

  function sent(taskType: string): z.infer<typeof Order>[] {
    return moved.runware.requests
      .filter(({ method }) => method === 'POST')
      .flatMap(({ body }) => z.array(Order).parse(JSON.parse(body.toString())))
      .filter((task) => task.taskType === taskType);
  }

  it('has its whole catalogue', async () => {
    const status: unknown = await (await fetch(`${moved.bridge.url}/status`)).json();
    expect(status).toMatchObject({ total_loras: 75, lora_file_error: null, summarization_enabled: true });
  });

  it('paints for the SillyTavern plugin, and tells it what it used to be told', async () => {
    const { picture, info } = await painted();
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 1024, height: 1024 });
    expect(info).toMatchObject({ original_prompt: PASSAGE, provider: 'runware' });
    for (const name of ['Elena', 'Marcus']) {
      expect(info.summarized_prompt).toContain(name);
    }
    for (const trigger of ['e1ena woman', 'm4rcus man']) {
      expect(info.final_prompt).toContain(trigger);
    }
    expect(info.negative_prompt).toContain('bad anatomy');
    expect(info.total_time_seconds).toBeGreaterThan(0);
    expect(info.loras_used.map(({ name }) => name)).toEqual([
      'elena',
      'elena_armour',
      'marcus',
      'smile',
      'surprise',
      'film_grain',
      'clean_lines',
      'tankard',
    ]);
    expect(sent('imageInference')[0]).toMatchObject({
      model: 'runware:101@1',
      negativePrompt: 'bad anatomy, lowres, blurry, watermark, extra fingers',
      steps: 40,
      CFGScale: 3.5,
    });
  });

  it('has a long passage summarised at Together, and loses no name by it', async () => {
    const long = `${PASSAGE} ${'The wind rattles the shutters while rain runs down the glass. '.repeat(8)}`;
    const { info } = await painted({ prompt: long });
    expect(moved.together.requests).toHaveLength(1);
    expect(info.original_prompt).toBe(long);
    expect(info.summarized_prompt).toContain(SUMMARY.slice(0, -1));
    expect(info.summarized_prompt).toMatch(/Elena.*Marcus/);
    expect(info.final_prompt).toMatch(/e1ena woman.*m4rcus man/);
    expect(info.loras_used.map(({ name }) => name)).toContain('elena_armour');
  });

  it('sends what it had uploaded by its AIR ids, and uploads nothing of it again', async () => {
    await painted();
    expect(sent('imageInference')[0]?.lora).toEqual([
      { model: mapped('elena'), weight: 0.9 },
      { model: mapped('elena_armour'), weight: 0.9 },
      { model: mapped('marcus'), weight: 0.9 },
      { model: OLD['smile']?.url, weight: 0.6 },
      { model: mapped('surprise'), weight: 0.6 },
      { model: OLD['film_grain']?.url, weight: 0.7 },
      { model: mapped('clean_lines'), weight: 0.7 },
      { model: mapped('tankard'), weight: 0.5 },
    ]);
    expect(sent('modelUpload')).toEqual([]);
  });

  it('finds an upload whose address was written down in other letters', async () => {
    await painted({ prompt: 'Ingrid', visible_characters: ['Ingrid'], character_prompts: {} });
    expect(mapped('ingrid')).toBeUndefined();
    expect(sent('imageInference')[0]?.lora).toContainEqual({ model: oldAirOf('ingrid'), weight: 0.9 });
    expect(sent('modelUpload')).toEqual([]);
  });

  it('uploads a LoRA that it had not uploaded yet once, under the id of the old bridge', async () => {
    const rooftops = { prompt: 'rooftops', visible_characters: [], character_prompts: {} };
    expect(mapped('rooftops')).toBeUndefined();
    await painted(rooftops);
    await painted(rooftops);
    expect(sent('modelUpload')).toEqual([
      expect.objectContaining({ air: oldAirOf('rooftops'), downloadURL: OLD['rooftops']?.url }),
    ]);
    expect(sent('imageInference').map(({ lora }) => lora?.at(-1))).toEqual([
      { model: oldAirOf('rooftops'), weight: 0.7 },
      { model: oldAirOf('rooftops'), weight: 0.7 },
    ]);
  });

  it('keeps to the limits of LoRAs in its environment', async () => {
    const prompt = `${PASSAGE} Hollis and Priya laugh.`;
    const response = await fetch(`${moved.bridge.url}/v1/images/plan`, {
      method: 'POST',
      body: JSON.stringify({ prompt, size: '1024x1024' }),
    });
    const { candidates } = Plan.parse(await response.json());
    const taken = candidates.map(({ provider, request }) => [provider, request.loras.length]);
    expect(Object.fromEntries(taken)).toMatchObject({ runware: 9, wavespeed: 3, fal: 2, together: 1 });
  });

  it("asks You.com's agent for chats", async () => {
    const response = await fetch(`${moved.bridge.url}/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ messages: [{ role: 'user', content: 'Is the lamp lit?' }] }),
    });
    expect(response.status).toBe(200);
    expect(moved.youCom.requests.map(({ body }) => body.toString()).join()).toContain('"agent":"advanced"');
  });

  it('listens where it used to, and shortens to as many words', () => {
    const settings = moved.bridge.app.get(Settings);
    expect(settings.section(ServerEnv)).toMatchObject({ BRIDGE_PORT: 7861 });
    expect(settings.section(SummaryEnv)).toMatchObject({
      ENABLE_SUMMARIZATION: true,
      SUMMARY_MAX_LENGTH: 250,
    });
  });
});
