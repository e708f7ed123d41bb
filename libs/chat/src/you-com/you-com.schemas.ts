import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { z } from 'zod';

const Item = z.object({ type: z.string().optional(), text: z.string().optional() });

/** A whole answer. Where the text stands has changed over time; newest place first. */
const Run = z.union([
  z
    .object({ output: z.array(Item) })
    .transform(({ output }) => output.find(({ type, text }) => isAnswer(type) && text !== undefined)?.text)
    .pipe(z.string()),
  z.object({ answer: z.string() }).transform(({ answer }) => answer),
  z.object({ text: z.string() }).transform(({ text }) => text),
]);

const ANSWER_TYPES: readonly (string | undefined)[] = ['message.answer', 'output_text', 'text'];

/** Whether this is what the agent says, and nothing that it found on the way. */
export function isAnswer(type: string | undefined): boolean {
  return ANSWER_TYPES.includes(type);
}

/** The text an agent answers with; null where the answer holds none. */
export function answerIn(value: unknown): string | null {
  const parsed = Run.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** One event of a stream, as far as it is used. */
export const RunEvent = z.object({
  type: z.string(),
  response: z.object({ type: z.string().optional(), delta: z.string().optional() }).optional(),
});

export type RunEvent = z.infer<typeof RunEvent>;

const Complaint = z.object({ detail: z.string().optional(), error: z.string().optional() });

/** The errors of You.com: 403 is about the key, and the code of a 404 stands in its text. */
export function readFailure({ body }: ErrorResponse): Partial<VendorFailure> {
  const parsed = Complaint.safeParse(body);
  const says = parsed.success ? (parsed.data.detail ?? parsed.data.error) : undefined;
  return says === undefined ? {} : { says };
}
