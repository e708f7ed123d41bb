import { errorIn, mayChat, ModelList, CompleteResponse } from './completion.schemas.js';

describe(errorIn.name, () => {
  it.each([
    ['a text', { error: 'out of memory' }, { message: 'out of memory', code: null }],
    [
      'an object',
      { error: { message: 'slow down', code: 'rate_limit' } },
      { message: 'slow down', code: 'rate_limit' },
    ],
    ['a code that is a number', { error: { message: 'no', code: 429 } }, { message: 'no', code: null }],
    ['an object without a message', { error: { type: 'server_error' } }, { message: '', code: null }],
    ['an answer', { choices: [] }, null],
    ['null for the error', { error: null, choices: [] }, null],
    ['something else', 'error', null],
  ])('reads %s', (_what, value, complaint) => {
    expect(errorIn(value)).toEqual(complaint);
  });
});

describe('CompleteResponse', () => {
  it('returns an answer with choices as it came', () => {
    const answer = {
      id: 'x',
      choices: [{ finish_reason: 'stop', message: { content: 'hi' }, own: 1 }],
      extra: [1],
    };
    expect(CompleteResponse.parse(answer)).toBe(answer);
  });

  it.each([{}, { choices: 'none' }, { choices: [1] }, null, 'hi'])('refuses %j', (value) => {
    expect(CompleteResponse.safeParse(value).success).toBe(false);
  });
});

describe('ModelList', () => {
  it('reads the list of OpenAI and the bare one of Together', () => {
    const models = [{ id: 'a', type: 'chat' }, { id: 'b' }];
    expect(ModelList.parse({ object: 'list', data: models })).toEqual(models);
    expect(ModelList.parse(models)).toEqual(models);
    expect(ModelList.safeParse({ data: [{ name: 'a' }] }).success).toBe(false);
  });
});

describe(mayChat.name, () => {
  it.each([
    [undefined, true],
    [null, true],
    ['chat', true],
    ['language', true],
    ['code', true],
    ['image', false],
    ['embedding', false],
    ['rerank', false],
  ])('is, for the type %j, %j', (type, may) => {
    expect(mayChat(type)).toBe(may);
  });
});
