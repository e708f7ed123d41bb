import { Completion, textOf } from './chat.js';

function completion(content: string | null, finish_reason: string | null = 'stop'): Completion {
  return Completion.parse({ choices: [{ finish_reason, message: { role: 'assistant', content } }] });
}

describe(textOf.name, () => {
  it.each([
    ['a door', 'a door'],
    ['  a door\n', 'a door'],
    ['<think>hm</think> a door', 'a door'],
    ['<THINKING>\nhm\n</THINKING>\na <think>door</think>', 'a <think>door</think>'],
  ])('of %j is %j', (content, text) => {
    expect(textOf(completion(content))).toBe(text);
  });

  it.each([null, '', ' \n', '<think>never ends', '<think>only this</think>'])('is null for %j', (content) => {
    expect(textOf(completion(content))).toBeNull();
  });

  it('is null if a filter removed the answer, and kept if it was cut at the token limit', () => {
    expect(textOf(completion('a do', 'content_filter'))).toBeNull();
    expect(textOf(completion('a do', 'length'))).toBe('a do');
  });

  it.each([{}, { choices: [] }, { choices: [{}] }, { error: { message: 'no' } }, null])(
    'needs a choice with a message, unlike %j',
    (value) => {
      expect(Completion.safeParse(value).success).toBe(false);
    },
  );
});
