import { Injectable } from '@nestjs/common';
import { ServiceError } from '../http/service-error.js';
import { ServiceHttp } from '../http/service-http.js';
import { answerIn, type ChatMessage } from './chat.js';
import { Dislikes } from './dislikes.js';
import { type LlmEndpoint, LlmEndpoints } from './llm-endpoints.js';
import type { LlmRole } from './llm-role.js';

/** How a model is to answer. */
export interface CompletionOptions {
  readonly signal: AbortSignal;
  /** It is to answer with a JSON object; it is still up to the caller to parse it. */
  readonly json?: boolean;
  /** The longest answer that is paid for, in tokens. */
  readonly maxTokens: number;
}

/** One client for every OpenAI-compatible chat model: Together, OpenAI, OpenRouter, Ollama, llama.cpp and others. */
@Injectable()
export class LlmClient {
  private readonly dislikes = new Dislikes();

  constructor(
    private readonly endpoints: LlmEndpoints,
    private readonly http: ServiceHttp,
  ) {}

  /** Whom the role asks; null where nobody is set up. */
  endpoint(role: LlmRole): LlmEndpoint | null {
    return this.endpoints.of(role);
  }

  /**
   * The text a model answers with. A model that refuses a field which others need is asked once more without it.
   * @throws ServiceError
   */
  async complete(
    role: LlmRole,
    messages: readonly ChatMessage[],
    options: CompletionOptions,
  ): Promise<string> {
    const endpoint = this.endpoints.of(role);
    if (endpoint === null) {
      throw new ServiceError({
        kind: 'not_configured',
        message: 'no language model is set up: set LLM_BASE_URL and LLM_MODEL',
      });
    }
    const text = answerIn(await this.answered(endpoint, bodyOf(endpoint, messages, options), options.signal));
    if (text === null) {
      throw new ServiceError({ kind: 'bad_answer', message: `${endpoint.name} answered without a text` });
    }
    return text;
  }

  private async answered(
    endpoint: LlmEndpoint,
    body: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<unknown> {
    const whose = `${endpoint.baseUrl} ${endpoint.model}`;
    try {
      const taken = this.dislikes.without(whose, body);
      return await this.http.post(endpoint, { path: '/chat/completions', body: taken, signal });
    } catch (error) {
      if (error instanceof ServiceError && error.status === 400 && this.dislikes.note(whose, error.param)) {
        return this.answered(endpoint, body, signal);
      }
      throw error;
    }
  }
}

function bodyOf(
  { model, temperature }: LlmEndpoint,
  messages: readonly ChatMessage[],
  { json = false, maxTokens }: CompletionOptions,
): Record<string, unknown> {
  return {
    model,
    messages,
    max_tokens: maxTokens,
    stream: false,
    ...(temperature === null ? {} : { temperature }),
    ...(json ? { response_format: { type: 'json_object' } } : {}),
  };
}
