import { printed } from '@fusionbridge/testing';
import OpenAI, { type APIError } from 'openai';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { Fault, Simulator } from '@fusionbridge/simulators';
import { until } from './a1111-client.js';
import { LLM_KEY, overChatServer, overYouCom, YOU_KEY } from './chat-upstreams.js';
import type { RunningBridge } from './running-bridge.js';

const REPLY = 'We take the stairs; the lamp room is warm and smells of oil.';
const QUESTION = [{ role: 'user', content: 'Shall we go up and look?' }] as const;

async function chunksOf(stream: AsyncIterable<ChatCompletionChunk>): Promise<ChatCompletionChunk[]> {
  const chunks: ChatCompletionChunk[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return chunks;
}

function textOf(chunks: readonly ChatCompletionChunk[]): string {
  return chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');
}

function apiErrorOf(error: unknown): APIError {
  if (error instanceof OpenAI.APIError) {
    return error;
  }
  throw error;
}

/** What both backends have to do, seen through the real openai package. */
describe.each([
  { name: 'a chat server', model: 'simulated-chat', key: LLM_KEY, start: overChatServer },
  { name: "You.com's agents", model: 'express', key: YOU_KEY, start: overYouCom },
])('a chat with $name', ({ model, key, start }) => {
  let simulator: Simulator;
  let bridge: RunningBridge;
  let client: OpenAI;

  beforeAll(async () => {
    ({ simulator, bridge } = await start({ reply: () => REPLY }));
    client = new OpenAI({ apiKey: 'any', baseURL: `${bridge.url}/v1`, maxRetries: 0 });
  });

  afterAll(async () => {
    await bridge.close();
    await simulator.close();
  });

  beforeEach(() => simulator.reset());

  const ask = (): Promise<never> =>
    client.chat.completions
      .create({ model, messages: [...QUESTION] })
      .then(() => Promise.reject(new Error('answered')));

  const hungUp = (): Promise<unknown> =>
    until(
      async () => simulator.state().cancellations,
      (count) => count === 1,
    );

  it('gives a whole answer', async () => {
    const answer = await client.chat.completions.create({ model, messages: [...QUESTION] });
    expect(answer).toMatchObject({
      object: 'chat.completion',
      model,
      choices: [{ index: 0, message: { role: 'assistant', content: REPLY }, finish_reason: 'stop' }],
      usage: { total_tokens: expect.any(Number) },
    });
    expect(simulator.state()).toMatchObject({ submissions: 1, deliveries: 1 });
    expect(simulator.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${key}`);
  });

  it('streams it', async () => {
    const stream = await client.chat.completions.create({
      model,
      messages: [...QUESTION],
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = await chunksOf(stream);
    expect(textOf(chunks)).toBe(REPLY);
    expect(chunks.length).toBeGreaterThan(REPLY.split(' ').length);
    expect(chunks[0]).toMatchObject({
      object: 'chat.completion.chunk',
      model,
      choices: [{ delta: { role: 'assistant' } }],
    });
    expect(chunks.map(({ choices }) => choices[0]?.finish_reason).filter(Boolean)).toEqual(['stop']);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });
    expect(simulator.state()).toMatchObject({ submissions: 1, deliveries: 1 });
  });

  it('counts no tokens in a stream that did not ask for it', async () => {
    const stream = await client.chat.completions.create({ model, messages: [...QUESTION], stream: true });
    expect((await chunksOf(stream)).at(-1)?.choices[0]?.finish_reason).toBe('stop');
  });

  it('hangs up on the upstream when the client leaves in the middle of a stream', async () => {
    simulator.fault('slow');
    const stream = await client.chat.completions.create({ model, messages: [...QUESTION], stream: true });
    for await (const chunk of stream) {
      if ((chunk.choices[0]?.delta.content ?? '') !== '') {
        break;
      }
    }
    stream.controller.abort();
    await hungUp();
  });

  it('hangs up on the upstream when the client leaves before a whole answer', async () => {
    simulator.fault('slow');
    const line = new AbortController();
    const call = client.chat.completions.create({ model, messages: [...QUESTION] }, { signal: line.signal });
    await simulator.working(1);
    line.abort();
    await expect(call).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    await hungUp();
  });

  it.each<[Fault, number, string, boolean]>([
    ['unauthorized', 424, 'upstream_auth', false],
    ['out_of_credit', 402, 'insufficient_quota', false],
    ['invalid_request', 400, 'invalid_value', false],
    ['rate_limited', 429, 'rate_limit_exceeded', true],
    ['server_error', 424, 'upstream_unavailable', false],
    ['loading', 503, 'upstream_unavailable', true],
    ['bad_gateway', 424, 'upstream_unavailable', false],
    ['redirect', 503, 'upstream_bad_response', true],
    ['drop_after_accept', 424, 'upstream_unavailable', false],
    ['break_off', 424, 'upstream_bad_response', false],
    ['wrong_json', 424, 'upstream_bad_response', false],
    ['other_json', 424, 'upstream_bad_response', false],
  ])('tells of %s as %d %s', async (fault, status, code, mayRetry) => {
    simulator.fault(fault);
    const error = await ask().catch(apiErrorOf);
    expect(error).toMatchObject({
      status,
      code,
      requestID: expect.stringMatching(/^req_/),
      message: expect.stringMatching(/^\d{3} (The chat server|You\.com) /),
    });
    expect(error.headers?.get('x-should-retry')).toBe(mayRetry ? null : 'false');
    expect(error.headers?.get('retry-after')).toBe(fault === 'rate_limited' ? '7' : null);
    expect(printed(error)).not.toContain(key);
    expect(simulator.state().submissions).toBe(1);
  });

  it.each<[Fault, number]>([
    ['unauthorized', 424],
    ['rate_limited', 429],
    ['other_json', 424],
  ])('tells of %s by the status also where a stream was asked for', async (fault, status) => {
    simulator.fault(fault);
    const stream = client.chat.completions.create({ model, messages: [...QUESTION], stream: true });
    await expect(stream).rejects.toMatchObject({ status });
  });

  it.each<[Fault, RegExp]>([
    ['break_off', /broke off in the middle/],
    ['wrong_json', /an event that nobody can read/],
  ])('tells of %s in the middle of a stream, after what came before', async (fault, words) => {
    simulator.fault(fault);
    const stream = await client.chat.completions.create({ model, messages: [...QUESTION], stream: true });
    let text = '';
    const read = async (): Promise<void> => {
      for await (const { choices } of stream) {
        text += choices[0]?.delta.content ?? '';
      }
    };
    await expect(read()).rejects.toMatchObject({
      code: 'upstream_bad_response',
      message: expect.stringMatching(words),
    });
    expect(REPLY.startsWith(text)).toBe(true);
    expect(text).not.toBe('');
  });
});
