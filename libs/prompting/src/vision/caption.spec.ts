import { ServiceError } from '../service/service-error.js';
import { captionIn } from './caption.js';

describe(captionIn, () => {
  it.each([
    ['a red fox in fresh snow, low sun', 'a red fox in fresh snow, low sun'],
    ['Prompt: "a red fox in fresh snow"', 'a red fox in fresh snow'],
    [
      'A likely prompt for this image could be:\n\n"a red fox, watercolour"\n\nHope this helps!',
      'a red fox, watercolour',
    ],
    ['**a red fox**\nin fresh snow', 'a red fox in fresh snow'],
    ['雪の中の赤い狐', '雪の中の赤い狐'],
  ])('reads %j', (answer, caption) => {
    expect(captionIn(answer)).toBe(caption);
  });

  it.each([
    '',
    '???',
    'Image',
    "I'm sorry, I can't help with that.",
    '{"error":"no vision here"}',
    '12 34 56',
  ])('does not take %j for a prompt', (answer) => {
    expect(() => captionIn(answer)).toThrow(ServiceError);
  });
});
