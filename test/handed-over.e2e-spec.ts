import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import sharp from 'sharp';
import { z } from 'zod';
import { type Simulator, startOpenAiCompatible } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const Answer = z.object({
  fusionbridge: z.object({
    degradations: z.array(z.object({ field: z.string(), given: z.string() })),
    attempts: z.array(z.object({ provider: z.string(), outcome: z.string() })),
  }),
  data: z.array(z.object({ b64_json: z.string() })),
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A vendor of which only the answers matter. */
class Stub {
  orders = 0;
  handle: Handler = (_request, response) => response.end();
  private readonly server: Server = createServer((request, response) => {
    this.orders += request.method === 'POST' ? 1 : 0;
    request.resume().on('end', () => this.handle(request, response));
  });

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return z.object({ port: z.number() }).parse(this.server.address()).port;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** The first vendor answers in some way of its own; the second one charges, too, and must not be asked. */
describe('a picture that lies ready', () => {
  const stub = new Stub();
  let port = 0;
  let second: Simulator;
  let bridge: RunningBridge;
  let png = Buffer.alloc(0);

  beforeAll(async () => {
    const noise = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, at) => (at * 7919) % 251));
    png = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
      .png()
      .toBuffer();
    [port, second] = await Promise.all([stub.listen(), startOpenAiCompatible()]);
    const chain = [{ provider: 'first' }, { provider: 'second' }];
    const models = {
      default: 'main',
      models: [
        { id: 'main', chain },
        { id: 'replicate', chain: [{ provider: 'replicate' }, { provider: 'second' }] },
      ],
      upstreams: [
        { name: 'first', baseUrl: `http://127.0.0.1:${port}/v1`, keyVariable: 'FIRST_KEY' },
        { name: 'second', baseUrl: `${second.url}/v1`, keyVariable: 'SECOND_KEY' },
      ],
    };
    bridge = await startBridge(models, {
      FIRST_KEY: 'one-secret',
      SECOND_KEY: 'other-secret',
      REPLICATE_API_TOKEN: 'simulated',
      REPLICATE_BASE_URL: `http://127.0.0.1:${port}/v1`,
    });
  });

  afterAll(async () => {
    await bridge.close();
    await second.close();
    stub.close();
  });

  beforeEach(async () => {
    await bridge.reset();
    second.reset();
    stub.orders = 0;
  });

  async function painted(model = 'main'): Promise<z.infer<typeof Answer>> {
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ model, prompt: 'a fox', size: '64x64' }),
    });
    const text = await response.text();
    expect([response.status, response.status === 200 ? '' : text]).toEqual([200, '']);
    return Answer.parse(JSON.parse(text));
  }

  async function expectOnePurchase(model?: string): Promise<z.infer<typeof Answer>> {
    const answer = await painted(model);
    expect(answer.fusionbridge.attempts).toMatchObject([{ outcome: 'delivered' }]);
    expect([stub.orders, second.state().submissions]).toEqual([1, 0]);
    const [picture] = answer.data;
    const pixels = await sharp(Buffer.from(picture?.b64_json ?? '', 'base64'))
      .removeAlpha()
      .raw()
      .toBuffer();
    expect(pixels.byteLength).toBe(64 * 64 * 3);
    return answer;
  }

  function json(text: string): Handler {
    return (_request, response) => response.setHeader('content-type', 'application/json').end(text);
  }

  const base64 = (): string => png.toString('base64');

  it.each<[string, () => string]>([
    ['a list of texts', () => JSON.stringify({ data: [base64()] })],
    ['one object', () => JSON.stringify({ data: { b64_json: base64() } })],
    [
      'a data: URI of no type',
      () => JSON.stringify({ data: [{ url: `data:application/octet-stream;base64,${base64()}` }] }),
    ],
    ['base64 in lines', () => JSON.stringify({ data: [{ b64_json: base64().replace(/.{76}/g, '$&\n') }] })],
    ['JSON with a byte order mark', () => `\uFEFF${JSON.stringify({ data: [{ b64_json: base64() }] })}`],
    ['JSON with NaN', () => `{"took":NaN,"data":[{"b64_json":"${base64()}","score":-Infinity}]}`],
    ['one good and one broken entry', () => JSON.stringify({ data: [null, { b64_json: base64() }] })],
  ])('is taken out of %s', async (_what, text) => {
    stub.handle = json(text());
    await expectOnePurchase();
  });

  it('is taken where the vendor sends nothing but the picture', async () => {
    stub.handle = (_request, response) => response.setHeader('content-type', 'image/png').end(png);
    await expectOnePurchase();
  });

  it.each(['localhost', '0.0.0.0', 'localai'])(
    'is fetched where its server calls itself %s',
    async (name) => {
      stub.handle = (request, response) =>
        request.method === 'POST'
          ? json(JSON.stringify({ data: [{ url: `http://${name}:${port}/img.png` }] }))(request, response)
          : response.end(png);
      await expectOnePurchase();
    },
  );

  it.each([
    ['AVIF', async () => sharp(png).avif().toBuffer()],
    ['GIF', async () => sharp(png).gif().toBuffer()],
  ])('is made a PNG of %s', async (name, made) => {
    const bytes = await made();
    stub.handle = json(JSON.stringify({ data: [{ b64_json: bytes.toString('base64') }] }));
    const { fusionbridge } = await expectOnePurchase();
    expect(fusionbridge.degradations).toContainEqual(
      expect.objectContaining({ field: 'output_format', given: `PNG made from ${name}` }),
    );
  });

  it('is taken out of an answer without end, and keeps nobody waiting', async () => {
    const entries = Array.from({ length: 500_000 }, () => ({ b64_json: null }));
    stub.handle = json(JSON.stringify({ data: [{ b64_json: base64() }, ...entries] }));
    await expectOnePurchase();
  });

  it.each<[string, () => unknown]>([
    ['a data: URI in a list', () => [`data:application/octet-stream;base64,${base64()}`]],
    ['a data: URI by itself', () => `data:image/png;base64,${base64()}`],
    ['an object', () => ({ image: base64() })],
    ['a list of objects', () => [{ url: `data:image/png;base64,${base64()}` }]],
  ])('is taken from Replicate as %s', async (_what, output) => {
    const prediction = JSON.stringify({ id: 'j1', status: 'succeeded', output: output() });
    stub.handle = json(prediction);
    await expectOnePurchase('replicate');
  });
});
