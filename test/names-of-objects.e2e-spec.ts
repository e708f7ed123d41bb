import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = { default: 'sandbox', models: [{ id: 'sandbox', chain: [{ provider: 'sandbox' }] }] };

/** Names that every object of JavaScript has. */
const NAMES = ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'length'];

/** Routes, and the fields of theirs that hold objects with names of the client's own, or a name to be looked up. */
const ROUTES: [string, Record<string, (name: string) => unknown>][] = [
  [
    '/v1/loras/match',
    {
      character_prompts: (name) => ({ [name]: 'y' }),
      visible_characters: (name) => [name],
      lora_settings: (name) => [{ name, [name]: 'y' }],
    },
  ],
  [
    '/sdapi/v1/txt2img',
    {
      character_prompts: (name) => ({ [name]: 'y' }),
      override_settings: (name) => ({ [name]: 'y', sd_model_checkpoint: name }),
      alwayson_scripts: (name) => ({ [name]: { args: [{ [name]: 1 }] } }),
      comments: (name) => ({ [name]: { [name]: 1 } }),
      sampler_name: (name) => name,
      scheduler: (name) => name,
      hr_upscaler: (name) => name,
      script_name: (name) => name,
      styles: (name) => [name],
      prompt: (name) => `<lora:${name}:1> x`,
      model: (name) => name,
    },
  ],
  ['/sdapi/v1/options', { sd_model_checkpoint: (name) => name, anything: (name) => ({ [name]: 1 }) }],
  [
    '/v1/images/plan',
    {
      lora_settings: (name) => [{ name, [name]: { [name]: 1 } }],
      quality: (name) => name,
      size: (name) => name,
      style: (name) => name,
      model: (name) => name,
      output_format: (name) => name,
      routing: (name) => `only:${name}`,
      user: (name) => ({ [name]: name }),
      anything: (name) => ({ [name]: { [name]: 1 } }),
    },
  ],
  ['/api/ai/generate-image', { style: (name) => name, provider: (name) => name, model: (name) => name }],
  [
    '/v1/chat/completions',
    { messages: (name) => [{ role: 'user', content: 'x', [name]: 'y' }], model: (name) => name },
  ],
];

describe('names that every object has', () => {
  let bridge: RunningBridge;

  beforeAll(async () => {
    bridge = await startBridge(MODELS);
  });

  afterAll(() => bridge.close());

  const rows = ROUTES.flatMap(([path, fields]) =>
    Object.keys(fields).map((field): [string, string, (name: string) => unknown] => [
      path,
      field,
      fields[field] ?? String,
    ]),
  );

  it.each(rows)('are names like others in %s, %s', async (path, field, content) => {
    for (const name of NAMES) {
      const small = { prompt: 'x', width: 64, height: 64, steps: 1 };
      const body = path.startsWith('/v1/chat') ? { model: 'm' } : small;
      // By hand: a literal or an assignment would set the prototype and send no `__proto__`.
      const sent = JSON.stringify({ ...body, [field]: content('the-name') }).replaceAll('the-name', name);
      const response = await fetch(`${bridge.url}${path}`, { method: 'POST', body: sent });
      expect([name, await response.text()]).toEqual([name, expect.not.stringContaining('went wrong')]);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it.each([
    '/v1/models/',
    '/v1/loras/',
    '/v1/images/',
    '/v1/jobs/',
    '/v1/images/data/',
    '/uploads/images/u/',
  ])('are names like others in GET %s', async (path) => {
    for (const name of NAMES) {
      expect([name, (await fetch(`${bridge.url}${path}${name}`)).status]).toEqual([name, 404]);
    }
  });
});
