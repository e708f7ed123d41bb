import type { ChatRequest } from './request/chat-request.js';

/** Injection token for the list of backends. */
export const CHAT_BACKENDS = Symbol('chat backends');

/** A chat model. */
export interface ChatModel {
  readonly id: string;
  /** Id of the backend that serves it, for `owned_by`. */
  readonly ownedBy: string;
}

/** A chat backend. Throws `ProviderError`s and, for requests it cannot serve, `BridgeError`s. */
export interface ChatBackend {
  readonly id: string;
  /** True if its settings are complete. */
  configured(): boolean;
  /** All its models, the default first. Never throws, and takes at most a few seconds. */
  models(): Promise<readonly ChatModel[]>;
  /** True if the request is certainly for this backend; makes no call. */
  isMeantBy(request: ChatRequest): boolean;
  /** Sends the chat once. @returns OpenAI's `chat.completion` */
  complete(request: ChatRequest, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Sends the chat once and resolves when the response has started.
   * @returns complete server-sent events with OpenAI's `chat.completion.chunk`, each with its blank line. Can be read once;
   * stopping early closes the connection. Throws a `ProviderError` if the stream breaks off.
   */
  stream(request: ChatRequest, signal: AbortSignal): Promise<AsyncIterable<Buffer>>;
}
