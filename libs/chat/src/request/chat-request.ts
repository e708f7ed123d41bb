import { BridgeError } from '@fusionbridge/core';
import { z } from 'zod';

/** The limit of OpenAI. */
const MOST_MESSAGES = 2048;
/** Enough for a few images inside messages. */
const MOST_BYTES = 32 * 1024 * 1024;
const LONGEST_NAME = 200;

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool', 'function'] as const;

/** Tool results may be empty, and so may answers that call tools. */
const MAY_BE_EMPTY: readonly string[] = ['assistant', 'tool', 'function'];

const Name = z.string('must be a text').trim().max(LONGEST_NAME, `must not be longer than ${LONGEST_NAME}`);

const Part = z.looseObject(
  { type: z.string('must be a text'), text: z.string('must be a text').optional() },
  'must be an object with a type',
);

const Content = z.union([z.string(), z.array(Part)], 'must be a text or a list of parts').nullish();

const Message = z
  .looseObject(
    {
      role: z.enum(ROLES, `must be one of ${ROLES.join(', ')}`),
      content: Content,
    },
    'must be an object with role and content',
  )
  .refine(({ role, content }) => (content ?? null) !== null || MAY_BE_EMPTY.includes(role), {
    path: ['content'],
    error: 'must be a text or a list of parts',
  });

const Body = z.looseObject({
  model: Name.nullish(),
  agent_id: Name.regex(/^[\w.:-]*$/, 'must be the name or id of an agent').nullish(),
  messages: z
    .array(Message, 'must be a list of messages')
    .min(1, 'must hold at least one message')
    .max(MOST_MESSAGES, `must not hold more than ${MOST_MESSAGES} messages`),
  stream: z.boolean('must be true or false').nullish(),
  stream_options: z
    .looseObject({ include_usage: z.boolean('must be true or false').nullish() }, 'must be an object')
    .nullish(),
});

/** A message with the fields that the bridge reads. */
export type ChatMessage = z.infer<typeof Message>;

/** A chat request of a client. */
export interface ChatRequest {
  /** null if the client names none. */
  readonly model: string | null;
  /** The requested You.com agent; null for none. */
  readonly agentId: string | null;
  readonly messages: readonly ChatMessage[];
  /** True if the response is to be streamed. */
  readonly stream: boolean;
  /** True if a stream is to end with token usage. */
  readonly includeUsage: boolean;
  /** All fields, including unknown ones. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The unchanged body. */
  readonly raw: Buffer;
}

/**
 * Parses a chat request. Unknown fields are left to the backend.
 * @throws BridgeError `invalid_request` with the field
 */
export function chatRequestOf(raw: Buffer | null): ChatRequest {
  if (raw === null) {
    throw BridgeError.invalid('body', 'The body must be a JSON object with at least messages.');
  }
  if (raw.byteLength > MOST_BYTES) {
    throw BridgeError.invalid('messages', `The chat is larger than ${MOST_BYTES / 1024 / 1024} MiB.`);
  }
  const parsed = Body.safeParse(JSON.parse(raw.toString('utf8')));
  if (!parsed.success) {
    throw rejected(parsed.error);
  }
  const { model, agent_id: agentId, messages, stream, stream_options: options } = parsed.data;
  return {
    model: orNull(model),
    agentId: orNull(agentId),
    messages,
    stream: stream ?? false,
    includeUsage: options?.include_usage ?? false,
    fields: parsed.data,
    raw,
  };
}

/** The text parts of a message. */
export function textOf({ content }: ChatMessage): string {
  return typeof content === 'string'
    ? content
    : (content ?? [])
        .map(({ text = '' }) => text)
        .filter((text) => text !== '')
        .join('\n');
}

function orNull(name: string | null | undefined): string | null {
  return name === undefined || name === '' ? null : name;
}

function rejected(error: z.ZodError): BridgeError {
  const [issue] = error.issues;
  const path = (issue?.path ?? []).map(String);
  const field = path.reduce((joined, part) => joined + (/^\d+$/.test(part) ? `[${part}]` : `.${part}`), '');
  const name = field === '' ? 'body' : field.slice(1);
  const reason = field === '' ? 'must be a JSON object with at least messages' : (issue?.message ?? '');
  return BridgeError.invalid(name, `Invalid '${name}': ${reason}.`);
}
