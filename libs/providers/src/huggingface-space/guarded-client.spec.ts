import { type Door, GuardedClient } from './guarded-client.js';
import { ConfigAnswer, InfoAnswer } from './huggingface-space.schemas.js';

/** An app that would have the client ask the hub, sign in, keep a heartbeat and follow it elsewhere. */
const config = {
  version: '6.25.0',
  protocol: 'sse_v3',
  root: 'https://elsewhere.example',
  api_prefix: '/gradio_api',
  space_id: 'acme/painter',
  is_space: true,
  auth_required: true,
  connect_heartbeat: true,
  components: [
    { id: 1, type: 'textbox', props: { value: 'x' } },
    { id: 2, type: 'image', props: {} },
    { id: 3, type: 'html', props: {} },
  ],
  dependencies: [
    { inputs: [3], outputs: [], api_name: false },
    { inputs: [1], outputs: [2], api_name: 'paint' },
  ],
};
const info = {
  named_endpoints: {
    '/paint': { parameters: [{ parameter_name: 'prompt', component: 'Api' }] },
    '/odd': { parameters: 'none' },
  },
};

describe(GuardedClient, () => {
  const order = jest.fn<Promise<string>, [string]>(async () => 'e1');
  const door: Door = {
    base: 'https://acme.example/app',
    endpoint: 'paint',
    description: { config: ConfigAnswer.parse(config), info: InfoAnswer.parse(info), prefix: '/gradio_api' },
    order,
    listen: () => undefined,
  };
  const globalFetch = jest.spyOn(globalThis, 'fetch');

  afterEach(() => {
    // No request leaves it, whatever the app says of itself.
    const calls = globalFetch.mock.calls.length;
    jest.clearAllMocks();
    if (calls > 0) {
      throw new Error(`the client sent ${calls} requests of its own`);
    }
  });

  afterAll(() => globalFetch.mockRestore());

  it('connects from what it is given, cut down to the one function', async () => {
    const client = await GuardedClient.open(door);
    const { named_endpoints: named } = await client.view_api();
    expect(Object.keys(named)).toEqual(['/paint']);
  });

  it('hands over its one order, and is told the events by us', async () => {
    let listen = (): void => undefined;
    const isListening = new Promise<void>((resolve) => {
      listen = resolve;
    });
    const client = await GuardedClient.open({ ...door, listen: () => listen() });
    const job = client.submit('/paint', { prompt: 'a fox' });
    expect(await job.next()).toMatchObject({ value: { type: 'status', stage: 'pending' } });
    await isListening;
    expect(order.mock.calls).toEqual([
      [JSON.stringify({ data: ['a fox'], fn_index: 1, session_hash: client.session_hash })],
    ]);
    await client.event_callbacks['e1']?.({
      msg: 'process_completed',
      event_id: 'e1',
      success: true,
      output: { data: ['x'] },
    });
    expect(await job.next()).toMatchObject({ value: { type: 'data', data: ['x'] } });
  });

  it.each([
    'https://huggingface.co/api/spaces/acme/painter/jwt',
    'https://acme.example/app/gradio_api/cancel',
  ])('asks for nothing else: %s', async (url) => {
    const client = await GuardedClient.open(door);
    await expect(client.fetch(url)).rejects.toThrow('may not ask');
    expect(() => client.stream(new URL(url))).toThrow('may not listen');
  });
});
