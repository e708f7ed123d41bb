import { answerIn, isAnswer, RunEvent, readFailure } from './you-com.schemas.js';

describe(answerIn.name, () => {
  it.each([
    [
      'the output that is an answer',
      {
        output: [
          { type: 'web_search.results', text: 'pages' },
          { type: 'message.answer', text: 'yes' },
        ],
      },
      'yes',
    ],
    ['an older output', { output: [{ type: 'output_text', text: 'yes' }] }, 'yes'],
    ['a field `answer`', { answer: 'yes' }, 'yes'],
    ['a field `text`', { text: 'yes' }, 'yes'],
    ['an empty answer', { answer: '' }, ''],
    ['an output without an answer', { output: [{ type: 'web_search.results', text: 'pages' }] }, null],
    ['an answer without a text', { output: [{ type: 'message.answer' }] }, null],
    ['another object', { result: 'yes' }, null],
    ['nothing', null, null],
  ])('finds the text in %s', (_what, value, text) => {
    expect(answerIn(value)).toBe(text);
  });
});

describe(isAnswer.name, () => {
  it('tells what the agent says from what it found', () => {
    expect(['message.answer', 'output_text', 'text'].map(isAnswer)).toEqual([true, true, true]);
    expect(['web_search.results', undefined].map(isAnswer)).toEqual([false, false]);
  });
});

describe('RunEvent', () => {
  it('needs a type, and ignores what it does not know', () => {
    expect(RunEvent.parse({ type: 'response.starting', seq: 1 })).toEqual({ type: 'response.starting' });
    expect(RunEvent.safeParse({ response: { delta: 'x' } }).success).toBe(false);
    expect(RunEvent.safeParse({ type: 'x', response: { delta: 1 } }).success).toBe(false);
  });
});

describe(readFailure.name, () => {
  it.each([
    [{ detail: 'no such agent', error: 'not_found' }, { says: 'no such agent' }],
    [{ error: 'bad key' }, { says: 'bad key' }],
    [{}, {}],
    ['a page', {}],
    [null, {}],
  ])('reads %j as %j', (body, expected) => {
    expect(readFailure({ status: 404, body, text: '' })).toEqual(expected);
  });
});
