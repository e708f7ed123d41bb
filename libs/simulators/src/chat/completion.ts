import { isRecord, type Spoken } from '../kit/index.js';

const WORDS = 40;
const CREATED = 1_787_000_000;
const USAGE = { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 };

/** What the client says, one message after the other; texts of parts are joined. */
export interface Said {
  readonly role: string;
  readonly text: string;
}

/** The messages of a chat request; null where there is none. */
export function messagesIn(fields: Readonly<Record<string, unknown>>): readonly Said[] | null {
  const { messages } = fields;
  if (!Array.isArray(messages) || messages.length === 0 || !messages.every(isRecord)) {
    return null;
  }
  return messages.map(({ role, content }) => ({ role: String(role), text: textOf(content) }));
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) {
    return typeof content === 'string' ? content : '';
  }
  return content
    .filter(isRecord)
    .map(({ text }) => (typeof text === 'string' ? text : ''))
    .join('\n');
}

/** What a chat model says to a request that asks for it whole or as events. */
export function spokenTo(fields: Readonly<Record<string, unknown>>, model: string, text: string): Spoken {
  return fields['stream'] === true
    ? { events: completionEvents(model, text, wantsUsage(fields)) }
    : { whole: completion(model, text) };
}

/** The first words of the last message: a model that has nothing to say of its own. */
export function firstWords(messages: readonly Said[]): string {
  return (messages.at(-1)?.text ?? '').split(/\s+/).slice(0, WORDS).join(' ');
}

function wantsUsage({ stream_options: options }: Readonly<Record<string, unknown>>): boolean {
  return isRecord(options) && options['include_usage'] === true;
}

/** A whole answer. */
function completion(model: string, text: string): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: CREATED,
    model,
    choices: [
      { index: 0, message: { role: 'assistant', content: text }, logprobs: null, finish_reason: 'stop' },
    ],
    usage: USAGE,
  };
}

/** The same as server-sent events, a word at a time. */
function completionEvents(model: string, text: string, withUsage: boolean): string[] {
  const start = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: CREATED, model };
  const chunk = (delta: object, reason: string | null): object => ({
    ...start,
    choices: [{ index: 0, delta, finish_reason: reason }],
  });
  const words = text.split(/(?<=\s)/).map((content) => chunk({ content }, null));
  const chunks = [chunk({ role: 'assistant', content: '' }, null), ...words, chunk({}, 'stop')];
  const usage = withUsage ? [{ ...start, choices: [], usage: USAGE }] : [];
  const events = [...chunks, ...usage].map((one) => JSON.stringify(one));
  return [...events, '[DONE]'].map((data) => `data: ${data}\n\n`);
}
