import { createServer, type Server } from 'node:http';
import { z } from 'zod';
import { type Fault, type Simulator, startFal, startOpenAiCompatible } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const FAL_KEY = 'key-id-1:not-for-everyone';
const MEBIBYTE = 1_048_576;

const Answer = z.object({
  data: z.array(z.object({ b64_json: z.string() })),
  fusionbridge: z.object({
    seeds: z.array(z.number()),
    attempts: z.array(
      z.object({
        provider: z.string(),
        outcome: z.string(),
        delivered: z.number(),
        error: z.string().nullable(),
      }),
    ),
  }),
});

/** A server inside the network that nobody may be led to. */
class Inside {
  visits = 0;
  private readonly server: Server = createServer((_request, response) => {
    this.visits += 1;
    response.end('the credentials of the cloud');
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/latest/meta-data/`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** The bridge between a server of one's own that hands over addresses, and fal behind it. */
describe('pictures that vendors hand over by their addresses', () => {
  const inside = new Inside();
  let own: Simulator;
  let fal: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    const privateAddress = await inside.listen();
    own = await startOpenAiCompatible({ privateAddress });
    fal = await startFal({ privateAddress, apiKey: FAL_KEY });
    const dialect = { seed: true, maxCount: 4, responseFormat: 'url' };
    const models = {
      default: 'both',
      models: [
        { id: 'both', chain: [{ provider: 'own', model: 'painter' }, { provider: 'fal' }] },
        { id: 'paid-first', chain: [{ provider: 'fal' }, { provider: 'own', model: 'painter' }] },
        { id: 'fal-only', chain: [{ provider: 'fal' }] },
      ],
      upstreams: [{ name: 'own', baseUrl: `${own.url}/v1`, dialect }],
    };
    bridge = await startBridge(models, {
      FAL_API_KEY: FAL_KEY,
      FAL_QUEUE_URL: fal.url,
      MAX_PICTURE_BYTES: String(MEBIBYTE),
    });
  });

  afterAll(async () => {
    await bridge.close();
    await Promise.all([own.close(), fal.close()]);
    inside.close();
  });

  beforeEach(async () => {
    await bridge.reset();
    own.reset();
    fal.reset();
    inside.visits = 0;
  });

  async function post(body: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a fox', size: '256x256', response_format: 'b64_json', ...body }),
    });
    return { status: response.status, body: await response.json() };
  }

  it.each<[Fault, string]>([
    ['private_picture', '127.0.0.1 is not a public address'],
    ['redirected_picture', '127.0.0.1 is not a public address'],
    ['huge_picture', 'more than'],
    ['html_picture', 'no usable picture'],
    ['truncated_picture', 'no usable picture'],
  ])('goes nowhere private and on to the next candidate after a %s', async (fault, reason) => {
    own.fault(fault);
    const answer = Answer.parse((await post({})).body);
    expect(answer.data).toHaveLength(1);
    expect(answer.fusionbridge.attempts).toEqual([
      { provider: 'own', outcome: 'accepted', delivered: 0, error: expect.stringContaining(reason) },
      { provider: 'fal', outcome: 'delivered', delivered: 1, error: null },
    ]);
    expect(inside.visits).toBe(0);
    expect([own.state().submissions, fal.state().submissions]).toEqual([1, 1]);
  });

  it.each<Fault>(['private_picture', 'redirected_picture'])(
    'goes nowhere private after a %s of a paid vendor, whose order is placed once',
    async (fault) => {
      fal.fault(fault);
      const { status, body } = await post({ model: 'fal-only' });
      expect(status).toBe(424);
      expect(JSON.stringify(body)).toContain('not a public address');
      expect(inside.visits).toBe(0);
      expect(fal.state()).toMatchObject({ submissions: 1, charges: 1 });
    },
  );

  it('asks the next vendor where nothing is at the address of the picture', async () => {
    fal.fault('missing_picture');
    expect((await post({ model: 'paid-first' })).status).toBe(200);
    expect([fal.state().charges, own.state().submissions]).toEqual([1, 1]);
  });

  it('fetches a picture without the key', async () => {
    expect((await post({ model: 'fal-only' })).status).toBe(200);
    const [ordered, fetched] = [
      fal.requests.filter(({ headers }) => headers['authorization'] === `Key ${FAL_KEY}`),
      fal.requests.filter(({ path }) => path.startsWith('/files/')),
    ];
    expect(ordered.length).toBeGreaterThan(0);
    expect(fetched.map(({ headers }) => headers['authorization'])).toEqual([undefined]);
  });

  it('never asks for more at once than the vendor paints: the rest is a second order', async () => {
    const answer = Answer.parse((await post({ model: 'fal-only', n: 5, seed: 7 })).body);
    expect(new Set(answer.data.map((one) => one.b64_json)).size).toBe(5);
    const orders = fal.requests.filter(({ method }) => method === 'POST').map(({ body }) => String(body));
    expect(
      orders.map((order) => z.object({ num_images: z.number(), seed: z.number() }).parse(JSON.parse(order))),
    ).toEqual([
      { num_images: 4, seed: 7 },
      { num_images: 1, seed: 11 },
    ]);
    expect(fal.state()).toMatchObject({ submissions: 2, charges: 2 });
  });
});
