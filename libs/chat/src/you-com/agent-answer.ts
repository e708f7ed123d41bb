import { randomUUID } from 'node:crypto';
import type { Degradation } from '@fusionbridge/core';
import { DONE, eventOf } from '../sse/event.js';

/** Average number of characters per token in English. */
const LETTERS_PER_TOKEN = 4;

/** The call to an agent, and the request fields it cannot honour. */
export interface AgentCall {
  readonly agent: string;
  readonly input: string;
  readonly degradations: readonly Degradation[];
}

interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

/** Converts an agent's answer to OpenAI's format. You.com counts no tokens, so `usage` is an estimate and marked as such. */
export class AgentAnswer {
  private readonly id = `chatcmpl-${randomUUID()}`;
  private readonly created = Math.floor(Date.now() / 1000);
  private letters = 0;

  constructor(private readonly call: AgentCall) {}

  /** `chat.completion` */
  whole(text: string): Readonly<Record<string, unknown>> {
    this.letters = text.length;
    return {
      ...this.start('chat.completion'),
      choices: [
        { index: 0, message: { role: 'assistant', content: text }, logprobs: null, finish_reason: 'stop' },
      ],
      usage: this.usage(),
      fusionbridge: { ...this.account(), usage_estimated: true },
    };
  }

  /** The first event of a stream, with provider and degradations. */
  opening(): Buffer {
    return eventOf({
      ...this.start('chat.completion.chunk'),
      choices: [choice({ role: 'assistant', content: '' }, null)],
      fusionbridge: this.account(),
    });
  }

  /** An event with the next part of the text. */
  piece(text: string): Buffer {
    this.letters += text.length;
    return eventOf({ ...this.start('chat.completion.chunk'), choices: [choice({ content: text }, null)] });
  }

  /** The last events of a stream. */
  *closing(includeUsage: boolean): Iterable<Buffer> {
    yield eventOf({ ...this.start('chat.completion.chunk'), choices: [choice({}, 'stop')] });
    if (includeUsage) {
      yield eventOf({
        ...this.start('chat.completion.chunk'),
        choices: [],
        usage: this.usage(),
        fusionbridge: { usage_estimated: true },
      });
    }
    yield DONE;
  }

  private start(object: string): Readonly<Record<string, unknown>> {
    return { id: this.id, object, created: this.created, model: this.call.agent };
  }

  private account(): object {
    return { provider: 'you-com', degradations: this.call.degradations };
  }

  private usage(): Usage {
    const prompt = tokens(this.call.input.length);
    const completion = tokens(this.letters);
    return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
  }
}

function choice(delta: object, reason: 'stop' | null): object {
  return { index: 0, delta, logprobs: null, finish_reason: reason };
}

function tokens(letters: number): number {
  return Math.ceil(letters / LETTERS_PER_TOKEN);
}
