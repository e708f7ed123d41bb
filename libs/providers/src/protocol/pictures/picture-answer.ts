import { z } from 'zod';
import { isEvident, isRecord, type PictureEntry, pictureEntries } from './picture-entries.js';

/** Names under which an answer with a good status tells that it is none. */
const ERRORS: readonly string[] = ['error', 'errors', 'detail', 'message'];

/**
 * An answer with pictures under some of `fields`, in whatever shape, and `shape` beside them. Where none of the fields is
 * there the whole answer is searched for what is evidently a picture. Fails where there is no place for pictures at all; an empty one is `pictures: []`.
 */
export function pictureAnswer<S extends z.ZodRawShape>(
  fields: readonly [string, ...string[]],
  shape: S,
): z.ZodType<z.infer<z.ZodObject<S>> & { readonly pictures: readonly PictureEntry[] }> {
  const facts = z.object(shape);
  return z.unknown().transform((value, context) => {
    const pictures = picturesIn(value, fields);
    const rest = facts.safeParse(isRecord(value) ? value : {});
    if (pictures === null || !rest.success) {
      const path = pictures === null ? [fields[0]] : (rest.error?.issues[0]?.path ?? []);
      context.addIssue({ code: 'custom', path: [...path], message: 'is missing' });
      return z.NEVER;
    }
    return { ...rest.data, pictures };
  });
}

/** Each picture once: a vendor may name one in several of its fields. null where there is no place for any. */
function picturesIn(value: unknown, fields: readonly string[]): PictureEntry[] | null {
  const held = isRecord(value) ? fields.filter((field) => isPlace(value[field], value)) : [];
  const named = isRecord(value) ? held.flatMap((field) => pictureEntries(value[field])) : [];
  const found = named.length > 0 ? named : pictureEntries(value).filter(({ text }) => isEvident(text));
  if (found.length === 0) {
    return held.length > 0 || Array.isArray(value) ? [] : null;
  }
  const firstOf = new Map(found.map((entry) => [entry.text, entry] as const).toReversed());
  return found.filter((entry) => firstOf.get(entry.text) === entry);
}

/** Also an empty one, unless the answer says why it is empty. */
function isPlace(value: unknown, answer: Readonly<Record<string, unknown>>): boolean {
  return value === null
    ? ERRORS.every((name) => (answer[name] ?? null) === null)
    : typeof value === 'string' || typeof value === 'object';
}

/** The pictures in a vendor's field for them; none if the field is missing. */
export const Pictures = z
  .unknown()
  .optional()
  .transform((value) => pictureEntries(value));
