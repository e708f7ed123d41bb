import OpenAI from 'openai';
import type { Simulator } from '../kit/index.js';
import { startChat } from './index.js';

describe(startChat, () => {
  let service: Simulator;
  let openai: OpenAI;

  beforeAll(async () => {
    service = await startChat({
      apiKey: 'the-key',
      reply: (messages) => `said: ${messages.at(-1)?.text ?? ''}`,
    });
    openai = new OpenAI({ baseURL: `${service.url}/v1`, apiKey: 'the-key', maxRetries: 0 });
  });

  afterAll(() => service.close());

  const chat = { model: 'm', messages: [{ role: 'user' as const, content: 'a red door' }] };

  it("answers OpenAI's SDK, at once and as a stream", async () => {
    const whole = await openai.chat.completions.create(chat);
    expect(whole.choices[0]?.message.content).toBe('said: a red door');
    let streamed = '';
    for await (const chunk of await openai.chat.completions.create({ ...chat, stream: true })) {
      streamed += chunk.choices[0]?.delta.content ?? '';
    }
    expect(streamed).toBe('said: a red door');
  });

  it('moderates by what a text flags itself for', async () => {
    const { results } = await openai.moderations.create({ input: ['a door', 'flag:violence'] });
    expect(results.map(({ flagged }) => flagged)).toEqual([false, true]);
    expect(results[1]?.categories.violence).toBe(true);
  });

  it('refuses another key and a chat of nothing, and fails as it is told', async () => {
    const stranger = new OpenAI({ baseURL: `${service.url}/v1`, apiKey: 'other', maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toMatchObject({ status: 401 });
    await expect(openai.chat.completions.create({ ...chat, messages: [] })).rejects.toMatchObject({
      status: 400,
    });
    service.fault('rate_limited');
    await expect(openai.chat.completions.create(chat)).rejects.toMatchObject({ status: 429 });
    service.fault('wrong_json');
    await expect(openai.chat.completions.create(chat)).rejects.toThrow(/JSON/);
  });
});
