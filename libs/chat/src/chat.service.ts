import { BridgeError, ProviderError } from '@fusionbridge/core';
import { CurrentSettings } from '@fusionbridge/settings';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CHAT_BACKENDS, type ChatBackend, type ChatModel } from './chat-backend.js';
import { ChatEnv } from './chat.env.js';
import type { ChatRequest } from './request/chat-request.js';

/** Answers chats through the backend that a model or an agent belongs to. */
@Injectable()
export class ChatService {
  private readonly logger = new Logger('Chat');

  constructor(
    private readonly settings: CurrentSettings,
    @Inject(CHAT_BACKENDS) private readonly all: readonly ChatBackend[],
  ) {}

  private get backends(): readonly ChatBackend[] {
    return this.all.filter((backend) => backend.configured());
  }

  /** Every chat model, the one that answers where none is named first; empty where nobody is set up. */
  async models(): Promise<readonly ChatModel[]> {
    return (await Promise.all(this.backends.map((backend) => backend.models()))).flat();
  }

  /** @returns OpenAI's `chat.completion` @throws BridgeError, ProviderError */
  async complete(request: ChatRequest, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    try {
      return await this.backendFor(request).complete(request, signal);
    } catch (error) {
      throw this.noted(error);
    }
  }

  /**
   * Resolves when the answer has begun.
   * @returns whole server-sent events; they throw a ProviderError when they break off
   * @throws BridgeError, ProviderError
   */
  async stream(request: ChatRequest, signal: AbortSignal): Promise<AsyncIterable<Buffer>> {
    try {
      return this.watched(await this.backendFor(request).stream(request, signal));
    } catch (error) {
      throw this.noted(error);
    }
  }

  private backendFor(request: ChatRequest): ChatBackend {
    const { backends } = this;
    const backend = backends.find((one) => one.isMeantBy(request)) ?? backends[0];
    if (backend === undefined) {
      throw new BridgeError({
        kind: 'unavailable',
        message: 'No chat model is set up: set LLM_BASE_URL and LLM_MODEL, or YOU_COM_API_KEY.',
      });
    }
    return backend;
  }

  private async *watched(events: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
    try {
      for await (const event of events) {
        if (this.settings.section(ChatEnv).DEBUG_STREAM_TAP) {
          this.logger.log(event.toString('utf8').trimEnd());
        }
        yield event;
      }
    } catch (error) {
      throw this.noted(error);
    }
  }

  /** A chat has no record: what a server refuses or breaks stands in the log, for the operator. */
  private noted(error: unknown): unknown {
    if (error instanceof ProviderError && error.kind !== 'cancelled') {
      this.logger.warn(error.message);
    }
    return error;
  }
}
