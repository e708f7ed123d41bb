import { z } from 'zod';

/** A whole answer, or one piece of a stream, as far as it is looked at. */
export const Completion = z.looseObject({
  choices: z.array(z.looseObject({ finish_reason: z.string().nullish() })),
});

/** A whole answer, left as it came. */
export const WholeAnswer = z.custom<Readonly<Record<string, unknown>>>(
  (value) => Completion.safeParse(value).success,
);

const Complaint = z.object({
  error: z.union([
    z.string().transform((message) => ({ message, code: null })),
    z.object({
      message: z.string().catch(''),
      code: z.union([z.string(), z.number()]).nullish().catch(null),
    }),
  ]),
});

/** What an answer with a good status complains about; null where it does not. */
export function complaintIn(value: unknown): { message: string; code: string | null } | null {
  const parsed = Complaint.safeParse(value);
  if (!parsed.success) {
    return null;
  }
  const { message, code } = parsed.data.error;
  return { message, code: typeof code === 'string' ? code : null };
}

/** A list of models; servers that have more than chat models say so by `type` (Together). */
export const ModelList = z.union([
  z
    .object({ data: z.array(z.object({ id: z.string(), type: z.string().nullish() })) })
    .transform(({ data }) => data),
  z.array(z.object({ id: z.string(), type: z.string().nullish() })),
]);

const CHATTING: readonly string[] = ['chat', 'language', 'code', 'text', 'llm'];

/** Whether a model may chat, as far as one can tell. */
export function mayChat(type: string | null | undefined): boolean {
  return type === null || type === undefined || CHATTING.includes(type);
}
