import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { z } from 'zod';

const Item = z.object({ type: z.string().optional(), text: z.string().optional() });

/** A complete response. The place of the text has changed over time; newest first. */
const Run = z.union([
  z
    .object({ output: z.array(Item) })
    .transform(({ output }) => output.find(({ type, text }) => isAnswer(type) && text !== undefined)?.text)
    .pipe(z.string()),
  z.object({ answer: z.string() }).transform(({ answer }) => answer),
  z.object({ text: z.string() }).transform(({ text }) => text),
]);

const ANSWER_TYPES: readonly (string | undefined)[] = ['message.answer', 'output_text', 'text'];

/** True if the item is part of the answer and not, for example, a search result. */
export function isAnswer(type: string | undefined): boolean {
  return ANSWER_TYPES.includes(type);
}

/** The text of an agent's answer; null if there is none. */
export function answerIn(value: unknown): string | null {
  const parsed = Run.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** The fields that are read of an event. */
export const RunEvent = z.object({
  type: z.string(),
  response: z.object({ type: z.string().optional(), delta: z.string().optional() }).optional(),
});

export type RunEvent = z.infer<typeof RunEvent>;

const ErrorBody = z.object({ detail: z.string().optional(), error: z.string().optional() });

/** Reads error responses of You.com. 403 means a wrong key; the code of a 404 is part of its text. */
export function readFailure({ body }: ErrorResponse): Partial<VendorFailure> {
  const parsed = ErrorBody.safeParse(body);
  const says = parsed.success ? (parsed.data.detail ?? parsed.data.error) : undefined;
  return says === undefined ? {} : { says };
}
