import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BuiltGateway } from './built-gateway.js';

const OLD = join(import.meta.dirname, 'old-installation');
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** As FastFusion's documentation shows its file. */
const MODEL_CONFIG = `{
  // The name that clients may use as the model.
  "name": "flux.1-dev",
  "pipeline": { "max_n": 2 }
}`;

const Status = z.looseObject({
  total_loras: z.number(),
  inherited_files: z.array(z.string()),
  model_config: z.looseObject({ name: z.string().nullable(), max_n: z.number().nullable() }),
});

const Urls = z.object({ data: z.array(z.object({ url: z.string() })) });

describe('the built bridge in the folder of an old installation', () => {
  let gateway: BuiltGateway;
  let address: string;

  beforeAll(async () => {
    const dictionary = await readFile(join(OLD, 'master_lora_dict.json'));
    gateway = await BuiltGateway.spawn(
      { CONFIG_DIR: '' },
      { 'master_lora_dict.json': Buffer.concat([MARK, dictionary]), 'model_config.json': MODEL_CONFIG },
    );
    address = await gateway.address();
  }, 60_000);

  it('finds the files under their default names, and its own for the rest', async () => {
    const status = Status.parse(await (await fetch(`${address}/status`)).json());
    expect(status).toMatchObject({
      total_loras: 75,
      inherited_files: ['master_lora_dict.json', 'model_config.json'],
      model_config: { name: 'flux.1-dev', max_n: 2 },
    });
  });

  it.each([{}, { model: 'flux.1-dev' }])("gives FastFusion's clients addresses: %j", async (body) => {
    const response = await fetch(`${address}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a cat', size: '256x256', ...body }),
    });
    const { data } = Urls.parse(await response.json());
    expect((await fetch(data[0]?.url ?? '')).headers.get('content-type')).toBe('image/png');
  });

  it('says at the start which files it has found', async () => {
    const { output } = await gateway.stop();
    expect(output).toContain('master_lora_dict.json was found in the working folder');
    expect(output).toContain('model_config.json was found in the working folder');
  });
});

describe('the built bridge with files that it cannot take', () => {
  it.each([
    ['master_lora_dict.json', Buffer.from('\uFEFF{"loras":{}}', 'utf16le'), 'UTF-16'],
    ['model_config.json', '{\n  "name": "x",,\n}', 'no valid JSON'],
  ])(
    'names what is wrong with %s',
    async (name, content, reason) => {
      const gateway = await BuiltGateway.spawn({ CONFIG_DIR: '' }, { [name]: content });
      const { exitCode, output } = await gateway.end();
      expect(exitCode).toBe(1);
      expect(output).toContain(name);
      expect(output).toContain(reason);
    },
    60_000,
  );

  it('says where CONFIG_DIR should have been', async () => {
    const gateway = await BuiltGateway.spawn({ CONFIG_DIR: 'nowhere' });
    const { exitCode, output } = await gateway.end();
    expect(exitCode).toBe(1);
    expect(output).toMatch(/CONFIG_DIR.*nowhere/s);
  }, 60_000);
});
