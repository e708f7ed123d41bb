import { ServiceError } from '../service/service-error.js';
import { countWords } from '../summary/words.js';
import { summaryIn } from '../summary/written-by-model.js';

/** The number of words that fit into 200 tokens. */
const MOST_WORDS = 200;

/** Fewer words are not a prompt: models answer with a single word if they recognise nothing. */
const FEWEST_WORDS = 2;

/** How models introduce what they quote: `A likely prompt is: "…"`. */
const INTRODUCED = /^[^"“\n]{0,120}:\s*["“]([^"”]+)["”]/s;

/**
 * The prompt in a vision model's answer.
 * @throws ServiceError `refused`, or `bad_answer` for an answer that is not a description
 */
export function captionIn(answer: string): string {
  const quoted = INTRODUCED.exec(answer.trim())?.[1];
  const caption = summaryIn(quoted ?? answer, MOST_WORDS);
  if (countWords(caption) < FEWEST_WORDS || !/\p{L}{2}/u.test(caption) || /^[{[<]/.test(caption)) {
    throw new ServiceError({ kind: 'bad_answer', message: 'the vision model did not describe the picture' });
  }
  return caption;
}
