import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BuiltGateway } from './built-gateway.js';

const PNG_MAGIC = '89504e470d0a1a0a';

describe('the built bridge', () => {
  let gateway: BuiltGateway;
  let address: string;

  beforeAll(async () => {
    gateway = await BuiltGateway.spawn();
    address = await gateway.address();
  }, 60_000);

  afterAll(async () => {
    await gateway.stop();
  });

  async function post(path: string, body: object): Promise<unknown> {
    const response = await fetch(address + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    return response.json();
  }

  it('paints for a client of A1111', async () => {
    const answer = await post('/sdapi/v1/txt2img', { prompt: 'a cat', width: 256, height: 256, steps: 2 });
    expect(answer).toEqual(expect.objectContaining({ images: [expect.any(String)] }));
    expect(pictureIn(answer, 'images')).toBe(PNG_MAGIC);
  }, 60_000);

  it('paints for a client of OpenAI', async () => {
    const answer = await post('/v1/images/generations', {
      prompt: 'a cat',
      size: '256x256',
      response_format: 'b64_json',
    });
    expect(pictureIn(answer, 'b64_json')).toBe(PNG_MAGIC);
  }, 60_000);

  it('shows its pages for people', async () => {
    const page = await fetch(`${address}/docs`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('swagger-ui');
    const style = await fetch(`${address}/docs/swagger-ui.css`);
    expect(style.status).toBe(200);
  });

  it('describes every field, which only the compiled build knows', async () => {
    const description = await (await fetch(`${address}/docs-json`)).text();
    for (const word of [
      '/sdapi/v1/txt2img',
      '/v1/images/generations',
      '"negative_prompt"',
      '"response_format"',
    ]) {
      expect(description).toContain(word);
    }
    expect(JSON.parse(description)).toEqual(
      JSON.parse(await readFile(join(import.meta.dirname, '../openapi.json'), 'utf8')),
    );
  });
});

describe('the built bridge, told to stop', () => {
  it('ends with 0', async () => {
    const gateway = await BuiltGateway.spawn();
    await gateway.address();
    expect((await gateway.stop()).exitCode).toBe(0);
  }, 60_000);
});

describe('the built bridge, when it cannot start', () => {
  const SECRET = 'sk-hush-hush-0123456789';

  it.each([
    ['a number is none', { THROTTLE_PER_MINUTE: 'many', API_KEYS: SECRET }, 'THROTTLE_PER_MINUTE'],
    ['a key is malformed', { API_KEYS: `${SECRET} and=more words` }, 'API_KEYS'],
    ['it would be open to the network', { HOST: '0.0.0.0', SD_API_AUTH: `user:${SECRET}` }, 'API_KEYS'],
    [
      'the database is not there',
      { DATABASE_URL: `postgres://user:${SECRET}@127.0.0.1:9/none` },
      'DATABASE_URL',
    ],
    ['the database is none', { DATABASE_URL: `mysql://user:${SECRET}@127.0.0.1:9/none` }, 'DATABASE_URL'],
  ])(
    'because %s, says what to change and no secret',
    async (_, env, names) => {
      const gateway = await BuiltGateway.spawn(env);
      const { exitCode, output } = await gateway.end();
      expect(exitCode).toBe(1);
      expect(output).toContain(names);
      expect(output).not.toContain(SECRET);
    },
    60_000,
  );
});

/** The first eight bytes, in hex, of the first base64 text after `field`. */
function pictureIn(answer: unknown, field: string): string | null {
  const base64 = new RegExp(`"${field}":\\[?"([\\w+/]{16})`).exec(JSON.stringify(answer))?.[1];
  return base64 === undefined ? null : Buffer.from(base64, 'base64').subarray(0, 8).toString('hex');
}
