import { Injectable } from '@nestjs/common';
import { ServiceClient } from '../service/service-client.js';
import { ServiceError } from '../service/service-error.js';
import { type ChatMessage, Completion, textOf } from './chat.js';
import { type LlmEndpoint, LlmEndpoints } from './llm-endpoints.js';
import type { LlmRole } from './llm-role.js';
import { RejectedFields } from './rejected-fields.js';

/** Options of a completion. */
export interface CompletionOptions {
  readonly signal: AbortSignal;
  /** Requests a JSON object; the caller still has to parse it. Default: false. */
  readonly json?: boolean;
  /** Maximum length of the answer in tokens. */
  readonly maxTokens: number;
}

/** Client for OpenAI-compatible chat models: Together, OpenAI, OpenRouter, Ollama, llama.cpp and others. */
@Injectable()
export class LlmClient {
  private readonly rejectedFields = new RejectedFields();

  constructor(
    private readonly endpoints: LlmEndpoints,
    private readonly client: ServiceClient,
  ) {}

  /** The model of a role; null if none is set up. */
  endpoint(role: LlmRole): LlmEndpoint | null {
    return this.endpoints.of(role);
  }

  /**
   * The text of the model's answer. If the model rejects a field that others need, the request is repeated without it.
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
    const body = bodyOf(endpoint, messages, options);
    const text = textOf(await this.post(endpoint, body, options.signal));
    if (text === null) {
      throw new ServiceError({ kind: 'bad_answer', message: `${endpoint.name} answered without a text` });
    }
    return text;
  }

  private async post(
    endpoint: LlmEndpoint,
    body: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<Completion> {
    const model = `${endpoint.baseUrl} ${endpoint.model}`;
    try {
      return await this.client.post(endpoint, {
        path: 'chat/completions',
        body: this.rejectedFields.adapt(model, body),
        response: Completion,
        signal,
      });
    } catch (error) {
      if (
        error instanceof ServiceError &&
        error.status === 400 &&
        this.rejectedFields.record(model, error.field)
      ) {
        return this.post(endpoint, body, signal);
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
