import { dataOf } from '../sse/event.js';
import { AgentAnswer, type AgentCall } from './agent-answer.js';

const NOTE = { field: 'seed', asked: '7', given: 'dropped', why: 'no field for it' };
const CALL: AgentCall = { agent: 'express', input: 'eight ch', degradations: [NOTE] };

function valueOf(event: Buffer): Record<string, unknown> {
  const value: unknown = JSON.parse(dataOf(event) ?? '');
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

describe(AgentAnswer.name, () => {
  it('is a chat completion with what was left out, and an estimate of the tokens', () => {
    expect(new AgentAnswer(CALL).whole('twelve chars')).toEqual({
      id: expect.stringMatching(/^chatcmpl-[\da-f-]{36}$/),
      object: 'chat.completion',
      created: expect.any(Number),
      model: 'express',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'twelve chars' },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 2, completion_tokens: 3, total_tokens: 5 },
      fusionbridge: { provider: 'you-com', degradations: [NOTE], usage_estimated: true },
    });
  });

  it('is a stream of chunks with one id that ends with a reason', () => {
    const answer = new AgentAnswer(CALL);
    const chunks = [answer.opening(), answer.piece('Hello '), answer.piece('there')].map(valueOf);
    const [last, done, ...more] = answer.closing(false);
    expect(new Set([...chunks, valueOf(last ?? Buffer.of())].map(({ id }) => id)).size).toBe(1);
    expect(chunks.map(({ object }) => object)).toEqual(Array(3).fill('chat.completion.chunk'));
    expect(chunks[0]).toMatchObject({
      choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }],
      fusionbridge: { provider: 'you-com', degradations: [NOTE] },
    });
    expect(chunks[1]).toMatchObject({ choices: [{ delta: { content: 'Hello ' }, finish_reason: null }] });
    expect(valueOf(last ?? Buffer.of())).toMatchObject({ choices: [{ delta: {}, finish_reason: 'stop' }] });
    expect(String(done)).toBe('data: [DONE]\n\n');
    expect(more).toEqual([]);
  });

  it('counts the tokens of a stream in a chunk without choices, if the client wants them', () => {
    const answer = new AgentAnswer(CALL);
    answer.piece('Hello ');
    answer.piece('there');
    const [, usage] = answer.closing(true);
    expect(valueOf(usage ?? Buffer.of())).toMatchObject({
      choices: [],
      usage: { prompt_tokens: 2, completion_tokens: 3, total_tokens: 5 },
      fusionbridge: { usage_estimated: true },
    });
  });
});
