import { ServiceError } from '../service/service-error.js';
import { withinWords } from './words.js';

/** Typical refusals of language models. */
const REFUSAL =
  /^(?:i(?:['’]m| am) (?:sorry|unable|not able)|i (?:can(?:['’]t|not)|won['’]t)|sorry\b|as an ai\b)/i;

/** Labels that models put in front of an answer despite instructions. */
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
