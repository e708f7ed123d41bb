import { createServer } from 'node:http';
import { Logger } from '@nestjs/common';
import OpenAI from 'openai';
import { z } from 'zod';
import { OWN_AGENT, type Simulator, startYouCom } from '@fusionbridge/simulators';
import { LLM_KEY, MODELS, overChatServer, overYouCom, YOU_KEY } from './chat-upstreams.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

/** What SillyTavern 1.19.0 sends from its chat source "custom" (contracts/clients.md §2.5). */
const SILLY_TAVERN = {
  messages: [
    { role: 'system', content: "Write Elena's next reply in a fictional chat between Elena and Max." },
    { role: 'system', content: '[Start a new Chat]' },
    { role: 'assistant', content: 'The lighthouse is dark tonight.' },
    { role: 'user', content: 'Shall we go up and look?' },
  ],
  model: 'simulated-chat',
  temperature: 1,
  max_tokens: 300,
  stream: true,
  presence_penalty: 0,
  frequency_penalty: 0,
  top_p: 1,
};
const Listed = z.object({
  data: z.array(z.object({ id: z.string(), type: z.string(), owned_by: z.string(), name: z.string() })),
});

function lastBody(simulator: Simulator): unknown {
  return JSON.parse(simulator.requests.at(-1)?.body.toString('utf8') ?? 'null');
}

async function post(bridge: RunningBridge, body: unknown): Promise<Response> {
  return fetch(`${bridge.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function modelsOf(bridge: RunningBridge, query = ''): Promise<[string, string, string][]> {
  const { data } = Listed.parse(await (await fetch(`${bridge.url}/v1/models${query}`)).json());
  return data.map(({ id, type, owned_by: owner }) => [id, type, owner]);
}

/** More than 32 MiB as base64. */
const PICTURE = { url: `data:image/png;base64,${'AAAA'.repeat(8_500_000)}` };

describe('a chat server behind the bridge', () => {
  let simulator: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    ({ simulator, bridge } = await overChatServer({ reply: () => 'Yes. Bring the lamp.' }));
  });

  afterAll(async () => {
    await bridge.close();
    await simulator.close();
  });

  beforeEach(() => simulator.reset());

  it("serves SillyTavern's custom source: the list of models, then the chat, to the byte", async () => {
    expect(await modelsOf(bridge)).toEqual([
      ['painter', 'image', 'fusionbridge'],
      ['simulated-chat', 'chat', 'openai-compatible'],
    ]);
    for (const [stream, type] of [
      [true, 'text/event-stream; charset=utf-8'],
      [false, 'application/json; charset=utf-8'],
    ] as const) {
      const body = JSON.stringify({ ...SILLY_TAVERN, stream });
      const answer = await post(bridge, body);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
      expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
      expect(simulator.requests.at(-1)?.body.toString('utf8')).toBe(body);
      const authorization = `Bearer ${LLM_KEY}`;
      const address = `${simulator.url}/v1/chat/completions`;
      const direct = await fetch(address, { method: 'POST', headers: { authorization }, body });
      expect(await answer.text()).toBe(await direct.text());
    }
    expect(simulator.requests[0]?.path).toBe('/v1/models');
  });

  it('passes on what it does not know, numbers and pictures to the digit', async () => {
    const picture = `data:image/png;base64,${Buffer.alloc(9000, 'pixels').toString('base64')}`;
    const content = [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: picture } },
    ];
    const body = `{"model":"m","seed":9007199254740993,"messages":[{"role":"user","content":${JSON.stringify(content)}}]}`;
    expect((await post(bridge, body)).status).toBe(200);
    expect(simulator.requests[0]?.body.toString('utf8')).toBe(body);
  });

  it('names the usual model where the client names none', async () => {
    const { messages } = SILLY_TAVERN;
    for (const model of [undefined, null, '']) {
      expect((await post(bridge, { messages, model, user: 'max' })).status).toBe(200);
      expect(lastBody(simulator)).toEqual({ messages, model: 'simulated-chat', user: 'max' });
    }
  });

  it('says that there are no agents here', async () => {
    const answer = await post(bridge, { ...SILLY_TAVERN, agent_id: 'express' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { param: 'agent_id', message: expect.stringContaining('YOU_COM_API_KEY') },
    });
    expect(simulator.state().submissions).toBe(0);
  });

  it.each([
    ['no JSON', '{"messages":', /no valid JSON/, null],
    ['no object', '[]', /JSON object with at least messages/, 'body'],
    ['nothing', '', /JSON object with at least messages/, 'body'],
    ['no messages', '{"model":"m"}', /must be a list of messages/, 'messages'],
    ['an empty list', '{"messages":[]}', /at least one message/, 'messages'],
    ['a text for a message', '{"messages":["hi"]}', /an object with role and content/, 'messages[0]'],
    ['a strange role', '{"messages":[{"role":"fox","content":"hi"}]}', /one of system/, 'messages[0].role'],
    [
      'a message without content',
      '{"messages":[{"role":"user"}]}',
      /a text or a list/,
      'messages[0].content',
    ],
    [
      'a number for content',
      '{"messages":[{"role":"user","content":1}]}',
      /a text or a list/,
      'messages[0].content',
    ],
    [
      'a wrong stream',
      '{"messages":[{"role":"user","content":"hi"}],"stream":"yes"}',
      /true or false/,
      'stream',
    ],
    [
      'too many messages',
      JSON.stringify({ messages: Array.from({ length: 2049 }, () => ({ role: 'user', content: '' })) }),
      /more than 2048/,
      'messages',
    ],
    [
      'too large a chat',
      JSON.stringify({ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: PICTURE }] }] }),
      /larger than 32 MiB/,
      'messages',
    ],
  ])('refuses %s with 400', async (_what, body, words, param) => {
    const answer = await post(bridge, body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringMatching(words), type: 'invalid_request_error', param },
    });
    expect(simulator.state().submissions).toBe(0);
  });

  it('lists its models once for many clients, and finds one by its name', async () => {
    for (const query of ['', '?type=chat', '?type=image', '?type=']) {
      await modelsOf(bridge, query);
    }
    expect(await modelsOf(bridge, '?type=image')).toEqual([['painter', 'image', 'fusionbridge']]);
    expect((await modelsOf(bridge, '?type=chat')).map(([id]) => id)).toEqual(['simulated-chat']);
    expect(simulator.requests.length).toBeLessThanOrEqual(1);
    const client = new OpenAI({ apiKey: 'any', baseURL: `${bridge.url}/v1`, maxRetries: 0 });
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['painter', 'simulated-chat']);
    expect(await client.models.retrieve('simulated-chat')).toMatchObject({ type: 'chat' });
    await expect(client.models.retrieve('nobody')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });
});

describe("You.com's agents behind the bridge", () => {
  let simulator: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    ({ simulator, bridge } = await overYouCom({}, { YOU_COM_DEFAULT_AGENT: OWN_AGENT }));
  });

  afterAll(async () => {
    await bridge.close();
    await simulator.close();
  });

  beforeEach(() => simulator.reset());

  it('are asked in one text, the system on top', async () => {
    const answer = await post(bridge, { ...SILLY_TAVERN, stream: false });
    expect(lastBody(simulator)).toEqual({
      agent: OWN_AGENT,
      input: [
        "[System Instructions]\nWrite Elena's next reply in a fictional chat between Elena and Max.\n\n[Start a new Chat]\n[/System Instructions]",
        '[Assistant]\nThe lighthouse is dark tonight.',
        '[User]\nShall we go up and look?',
      ].join('\n\n'),
      stream: false,
    });
    const dropped = ['temperature', 'top_p', 'max_tokens', 'presence_penalty', 'frequency_penalty'];
    expect(await answer.json()).toMatchObject({
      model: OWN_AGENT,
      fusionbridge: {
        provider: 'you-com',
        usage_estimated: true,
        degradations: [
          { field: 'model', asked: 'simulated-chat', given: OWN_AGENT },
          ...dropped.map((field) => ({ field, given: 'dropped' })),
        ],
      },
    });
  });

  it("answer SillyTavern's stream", async () => {
    const answer = await post(bridge, SILLY_TAVERN);
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const events = (await answer.text()).split('\n\n').filter((event) => event !== '');
    expect(events.at(-1)).toBe('data: [DONE]');
    const chunks: unknown[] = events.slice(0, -1).map((event) => JSON.parse(event.replace(/^data: /, '')));
    expect(chunks[0]).toMatchObject({ fusionbridge: { provider: 'you-com' } });
    expect(chunks.at(-1)).toMatchObject({ choices: [{ delta: {}, finish_reason: 'stop' }] });
  });

  it.each([
    ['the one in agent_id', { agent_id: 'advanced', model: 'express' }, 'advanced'],
    ['the one that the model names', { model: 'express' }, 'express'],
    ['the default one', { model: 'gpt-4o' }, OWN_AGENT],
    ['the default one', { model: null, agent_id: null }, OWN_AGENT],
  ])('are chosen: %s', async (_which, names, agent) => {
    expect((await post(bridge, { messages: SILLY_TAVERN.messages, ...names })).status).toBe(200);
    expect(lastBody(simulator)).toMatchObject({ agent });
  });

  it.each([
    ['tools', { tools: [{ type: 'function', function: { name: 'roll' } }] }],
    ['n', { n: 2 }],
    ['response_format', { response_format: { type: 'json_object' } }],
    [
      'messages[0].content',
      { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://a/b' } }] }] },
    ],
    ['messages', { messages: [{ role: 'user', content: '' }] }],
    ['agent_id', { agent_id: 'no such agent' }],
  ])('refuse what they cannot do at all: %s', async (param, differs) => {
    const answer = await post(bridge, { ...SILLY_TAVERN, ...differs });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { param } });
    expect(simulator.state().submissions).toBe(0);
  });

  it('tell of an agent that is not there', async () => {
    const answer = await post(bridge, { ...SILLY_TAVERN, agent_id: 'somebody' });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringContaining('agent_not_found') },
    });
  });

  it.each(['answer', 'text'] as const)('are understood where the text stands in `%s`', async (shape) => {
    const { simulator: other, bridge: over } = await overYouCom({ shape, reply: () => 'Yes.' });
    const answer = await post(over, { messages: SILLY_TAVERN.messages });
    expect(await answer.json()).toMatchObject({ choices: [{ message: { content: 'Yes.' } }] });
    await over.close();
    await other.close();
  });

  it('are listed as chat models, the default one first', async () => {
    expect(await modelsOf(bridge, '?type=chat')).toEqual(
      [OWN_AGENT, 'express', 'advanced'].map((id) => [id, 'chat', 'you-com']),
    );
  });
});

describe('chats', () => {
  const { messages } = SILLY_TAVERN;
  const logged: string[] = [];

  beforeEach(() => {
    logged.length = 0;
    for (const level of ['log', 'warn', 'error'] as const) {
      jest.spyOn(Logger.prototype, level).mockImplementation((...texts) => void logged.push(texts.join(' ')));
    }
  });

  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['whole', false],
    ['streamed', true],
  ])('fail where a server complains with status 200, %s', async (_how, stream) => {
    const grumbling = createServer((_request, response) => {
      response.setHeader('content-type', stream ? 'text/event-stream' : 'application/json');
      const complaint = JSON.stringify({ error: { message: `Overloaded, ${LLM_KEY}`, code: 'overloaded' } });
      response.end(stream ? `: PROCESSING\n\ndata: ${complaint}\n\n` : complaint);
    });
    await new Promise<void>((resolve) => grumbling.listen(0, '127.0.0.1', resolve));
    const address = grumbling.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const bridge = await startBridge(MODELS, {
      LLM_BASE_URL: `http://127.0.0.1:${port}`,
      LLM_MODEL: 'm',
      LLM_API_KEY: LLM_KEY,
    });
    const answer = await post(bridge, { messages, stream });
    const told = await answer.text();
    expect(answer.status).toBe(stream ? 200 : 424);
    expect(told).toContain('"message":"The chat server failed: Overloaded, ***"');
    expect(logged.filter((line) => line.includes('Overloaded'))).toEqual([
      'the chat server failed: Overloaded, ***',
    ]);
    await bridge.close();
    grumbling.close();
  });

  it('go to the server unless an agent is meant, where both are set up', async () => {
    const agents = await startYouCom({ apiKey: YOU_KEY });
    const { simulator: server, bridge } = await overChatServer(
      {},
      { YOU_COM_API_KEY: YOU_KEY, YOU_COM_BASE_URL: `${agents.url}/v1` },
    );
    const bodies = [{}, { model: 'gpt-4o' }, { model: 'express' }, { model: 'gpt-4o', agent_id: 'advanced' }];
    for (const body of bodies) {
      expect((await post(bridge, { messages, ...body })).status).toBe(200);
    }
    expect([server.state().submissions, agents.state().submissions]).toEqual([2, 2]);
    expect((await modelsOf(bridge, '?type=chat')).map(([id]) => id)).toEqual([
      'simulated-chat',
      'express',
      'advanced',
    ]);
    await Promise.all([bridge.close(), server.close(), agents.close()]);
  });

  it('are refused where nobody is set up, and no chat model is listed', async () => {
    const bridge = await startBridge(MODELS);
    const answer = await post(bridge, { messages });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      error: { code: 'unavailable', message: expect.stringMatching(/LLM_BASE_URL.*YOU_COM_API_KEY/) },
    });
    expect(await modelsOf(bridge)).toEqual([['painter', 'image', 'fusionbridge']]);
    await bridge.close();
  });

  it('need a key where the bridge has keys', async () => {
    const { simulator, bridge } = await overChatServer({}, { API_KEYS: 'max=a-key-of-max' });
    expect((await post(bridge, { messages })).status).toBe(401);
    expect((await fetch(`${bridge.url}/k/a-key-of-max/v1/models`)).status).toBe(200);
    expect(simulator.state().submissions).toBe(0);
    await bridge.close();
    await simulator.close();
  });

  it('tell the operator what failed, and nobody a key', async () => {
    for (const start of [overChatServer, overYouCom]) {
      const { simulator, bridge } = await start({ apiKey: 'another-key' });
      const answer = await post(bridge, { messages });
      const told = await answer.text();
      expect(answer.status).toBe(424);
      expect(told).toMatch(/refused the key \(401\): check (LLM|YOU_COM)_API_KEY/);
      expect(logged.join('\n')).toMatch(/refused the key \(401\)/);
      for (const key of [LLM_KEY, YOU_KEY]) {
        expect(`${told}${logged.join('\n')}`).not.toContain(key);
      }
      await bridge.close();
      await simulator.close();
    }
  });

  it.each([
    ['true', true],
    ['false', false],
  ])('are written into the log by DEBUG_STREAM_TAP=%s', async (tap, isThere) => {
    const { simulator, bridge } = await overChatServer(
      { reply: () => 'lamplight' },
      { DEBUG_STREAM_TAP: tap },
    );
    await (await post(bridge, { messages, stream: true })).text();
    expect(logged.join('\n').includes('"content":"lamplight"')).toBe(isThere);
    await bridge.close();
    await simulator.close();
  });
});
