import { z } from 'zod';

/** The fields that are read of a completion or a chunk. */
export const Completion = z.looseObject({
  choices: z.array(z.looseObject({ finish_reason: z.string().nullish() })),
});

/** A complete response, passed on unchanged. */
export const CompleteResponse = z.custom<Readonly<Record<string, unknown>>>(
  (value) => Completion.safeParse(value).success,
);

const ErrorBody = z.object({
  error: z.union([
    z.string().transform((message) => ({ message, code: null })),
    z.object({
      message: z.string().catch(''),
      code: z.union([z.string(), z.number()]).nullish().catch(null),
    }),
  ]),
});

/** The error in a response with a 2xx status; null if there is none. */
export function errorIn(value: unknown): { message: string; code: string | null } | null {
  const parsed = ErrorBody.safeParse(value);
  if (!parsed.success) {
    return null;
  }
  const { message, code } = parsed.data.error;
  return { message, code: typeof code === 'string' ? code : null };
}

/** A list of models. Servers with other kinds of models mark them by `type` (Together). */
export const ModelList = z.union([
  z
    .object({ data: z.array(z.object({ id: z.string(), type: z.string().nullish() })) })
    .transform(({ data }) => data),
  z.array(z.object({ id: z.string(), type: z.string().nullish() })),
]);

const CHAT_TYPES: readonly string[] = ['chat', 'language', 'code', 'text', 'llm'];

/** True unless the type shows that it is not a chat model. */
export function mayChat(type: string | null | undefined): boolean {
  return type === null || type === undefined || CHAT_TYPES.includes(type);
}
