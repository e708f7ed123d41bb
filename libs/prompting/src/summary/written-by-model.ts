import { ServiceError } from '../service/service-error.js';
import { withinWords } from './words.js';

/** Models of some vendors answer so where they will not describe something. */
const REFUSAL =
  /^(?:i(?:['’]m| am) (?:sorry|unable|not able)|i (?:can(?:['’]t|not)|won['’]t)|sorry\b|as an ai\b)/i;

/** Labels and ornaments that models put around an answer in spite of being asked not to. */
const LABEL = /^(?:here(?:['’]s| is)[^:\n]{0,80}|(?:image )?(?:prompt|summary|description))\s*:\s*/i;

/**
 * The summary in a model's answer, of at most `limit` words.
 * @throws ServiceError `refused`
 */
export function summaryIn(answer: string, limit: number): string {
  const text = answer
    .replace(/```\w*/g, ' ')
    .replace(/\*\*|^#+ /gm, '')
    .trim()
    .replace(LABEL, '')
    .replace(/^["“'](.*)["”']$/s, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '' || REFUSAL.test(text)) {
    throw new ServiceError({ kind: 'refused', message: 'the language model would not describe it' });
  }
  return withinWords(text, limit);
}
