import { z } from 'zod';

/** What a message holds beside plain text. */
export type ChatPart =
  | { readonly type: 'text'; readonly text: string }
  /** An http(s) address or a data URI. */
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

/** One message in OpenAI's words. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string | readonly ChatPart[];
}

const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish() }),
      }),
    )
    .min(1),
});

/** What reasoning models write before they answer; Ollama and llama.cpp hand it over with the answer. */
const THOUGHTS = /^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/i;

/**
 * The text of an answer, without the thoughts before it.
 * @returns null where there is none, or a filter took it away
 */
export function answerIn(value: unknown): string | null {
  const parsed = Completion.safeParse(value);
  const [choice] = parsed.success ? parsed.data.choices : [];
  if (choice === undefined || choice.finish_reason === 'content_filter') {
    return null;
  }
  const text = (choice.message.content ?? '').replace(THOUGHTS, '').trim();
  return text === '' || /^<think/i.test(text) ? null : text;
}
