import OpenAI from 'openai';
import type { Simulator } from '@fusionbridge/simulators';
import { LLM_KEY, overChatServer } from './chat-upstreams.js';
import type { RunningBridge } from './running-bridge.js';

const CHAT = { model: 'simulated-chat', messages: [{ role: 'user' as const, content: 'Shall we?' }] };
/** Sockets and promises go on as usual; only timers wait. */
const REAL = [
  'nextTick',
  'setImmediate',
  'clearImmediate',
  'queueMicrotask',
  'performance',
  'hrtime',
  'Date',
] as const;

describe('a chat that takes long', () => {
  let simulator: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    ({ simulator, bridge } = await overChatServer({ reply: () => 'up we go' }));
  });

  afterAll(async () => {
    await bridge.close();
    await simulator.close();
  });

  beforeEach(() => {
    simulator.reset();
    jest.useFakeTimers({ doNotFake: [...REAL] });
  });

  afterEach(() => {
    jest.useRealTimers();
    simulator.release();
  });

  function post(body: object): Promise<Response> {
    return fetch(`${bridge.url}/v1/chat/completions`, { method: 'POST', body: JSON.stringify(body) });
  }

  it('is kept alive by blanks where it comes whole', async () => {
    simulator.fault('slow');
    const call = post(CHAT);
    await simulator.working(1);
    jest.advanceTimersByTime(45_000);
    const response = await call;
    simulator.release();
    const text = await response.text();
    expect(text).toMatch(/^ \{/);
    expect(JSON.parse(text)).toMatchObject({ choices: [{ message: { content: 'up we go' } }] });
  });

  it('is kept alive by comments where it is streamed, which the openai package skips', async () => {
    simulator.fault('slow');
    const client = new OpenAI({ apiKey: 'any', baseURL: `${bridge.url}/v1`, maxRetries: 0 });
    const stream = await client.chat.completions.create({ ...CHAT, stream: true });
    const reader = stream[Symbol.asyncIterator]();
    const words: string[] = [];
    let next = await reader.next();
    for (; next.done !== true && words.join('') === ''; next = await reader.next()) {
      words.push(next.value.choices[0]?.delta.content ?? '');
    }
    jest.advanceTimersByTime(45_000);
    simulator.release();
    for (; next.done !== true; next = await reader.next()) {
      words.push(next.value.choices[0]?.delta.content ?? '');
    }
    expect(words.join('')).toBe('up we go');
  });

  it('shows its comments on the wire, and tells what went wrong after them by an event', async () => {
    simulator.fault('hang_before_accept');
    const call = post({ ...CHAT, stream: true });
    await new Promise((resolve) => bridge.app.getHttpServer().once('request', resolve));
    while (simulator.requests.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    jest.advanceTimersByTime(15_000);
    const response = await call;
    expect(response.status).toBe(200);
    jest.advanceTimersByTime(285_000);
    const text = await response.text();
    expect(text).toMatch(/^(: still here\n\n)+data: \{"error":/);
    const event: unknown = JSON.parse(text.split('data: ')[1] ?? '');
    expect(event).toMatchObject({
      error: { code: 'upstream_timeout', message: 'The chat server did not answer within 300 s' },
    });
    expect(text).not.toContain(LLM_KEY);
  });
});
