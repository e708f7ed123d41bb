import { ServiceError } from '../service/service-error.js';
import { countWords } from '../summary/words.js';
import { summaryIn } from '../summary/written-by-model.js';

/** As many words as 200 tokens can hold. */
const MOST_WORDS = 200;

/** Fewer words are no prompt: a lone word is what models say that could not make anything out. */
const FEWEST_WORDS = 2;

/** How models introduce what they quote: `A likely prompt is: "…"`. */
const INTRODUCED = /^[^"“\n]{0,120}:\s*["“]([^"”]+)["”]/s;

/**
 * The prompt in a vision model's answer.
 * @throws ServiceError `refused`, or `bad_answer` for what describes nothing
 */
export function captionIn(answer: string): string {
  const quoted = INTRODUCED.exec(answer.trim())?.[1];
  const caption = summaryIn(quoted ?? answer, MOST_WORDS);
  if (countWords(caption) < FEWEST_WORDS || !/\p{L}{2}/u.test(caption) || /^[{[<]/.test(caption)) {
    throw new ServiceError({ kind: 'bad_answer', message: 'the vision model did not describe the picture' });
  }
  return caption;
}
