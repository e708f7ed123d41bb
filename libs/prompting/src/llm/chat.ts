import { z } from 'zod';

/** A part of a message with more than plain text. */
export type ChatPart =
  | { readonly type: 'text'; readonly text: string }
  /** An http(s) address or a data URI. */
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

/** A message in OpenAI's format. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string | readonly ChatPart[];
}

export const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish() }),
      }),
    )
    .min(1),
});

export type Completion = z.infer<typeof Completion>;

/** The reasoning of a model; Ollama and llama.cpp send it as part of the answer. */
const REASONING = /^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/i;

/**
 * The text of a completion, without the reasoning in front of it.
 * @returns null if there is none, or if a content filter removed it
 */
export function textOf({ choices: [choice] }: Completion): string | null {
  if (choice === undefined || choice.finish_reason === 'content_filter') {
    return null;
  }
  const text = (choice.message.content ?? '').replace(REASONING, '').trim();
  return text === '' || /^<think/i.test(text) ? null : text;
}
