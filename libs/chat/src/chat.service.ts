import { BridgeError, ProviderError } from '@fusionbridge/core';
import { CurrentSettings } from '@fusionbridge/settings';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CHAT_BACKENDS, type ChatBackend, type ChatModel } from './chat-backend.js';
import { ChatEnv } from './chat.env.js';
import type { ChatRequest } from './request/chat-request.js';

/** Routes chats to the backend of the requested model or agent. */
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

  /** All chat models, the default first; empty if no backend is configured. */
  async models(): Promise<readonly ChatModel[]> {
    return (await Promise.all(this.backends.map((backend) => backend.models()))).flat();
  }

  /** @returns OpenAI's `chat.completion` @throws BridgeError, ProviderError */
  async complete(request: ChatRequest, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    try {
      return await this.backendFor(request).complete(request, signal);
    } catch (error) {
      throw this.logged(error);
    }
  }

  /**
   * Resolves when the response has started.
   * @returns complete server-sent events; throws a ProviderError if the stream breaks off
   * @throws BridgeError, ProviderError
   */
  async stream(request: ChatRequest, signal: AbortSignal): Promise<AsyncIterable<Buffer>> {
    try {
      return this.withLogging(await this.backendFor(request).stream(request, signal));
    } catch (error) {
      throw this.logged(error);
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

  private async *withLogging(events: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
    try {
      for await (const event of events) {
        if (this.settings.section(ChatEnv).DEBUG_STREAM_TAP) {
          this.logger.log(event.toString('utf8').trimEnd());
        }
        yield event;
      }
    } catch (error) {
      throw this.logged(error);
    }
  }

  /** Logs the failure for the operator, since chats have no job record. */
  private logged(error: unknown): unknown {
    if (error instanceof ProviderError && error.kind !== 'cancelled') {
      this.logger.warn(error.message);
    }
    return error;
  }
}
