import type { ChatRequest } from './request/chat-request.js';

/** Backends get what they need of the application by this token. */
export const CHAT_BACKENDS = Symbol('chat backends');

/** A model that chats. */
export interface ChatModel {
  readonly id: string;
  /** Who serves it, for `owned_by`. */
  readonly ownedBy: string;
}

/** Somebody who answers chats. All it throws are `ProviderError`s and, for a request it cannot serve, `BridgeError`s. */
export interface ChatBackend {
  readonly id: string;
  /** Has what it needs in the settings. */
  configured(): boolean;
  /** Every model it names, its usual one first; never throws, and takes a few seconds at most. */
  models(): Promise<readonly ChatModel[]>;
  /** Whether a chat is surely meant for it, without asking anybody. */
  isMeantBy(request: ChatRequest): boolean;
  /** Sends the chat once. @returns OpenAI's `chat.completion` */
  complete(request: ChatRequest, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Sends the chat once and resolves when the answer has begun.
   * @returns whole server-sent events with OpenAI's `chat.completion.chunk`, each with the blank line after it; to be
   * read once. Stopping early hangs up. It throws a `ProviderError` when it breaks in the middle.
   */
  stream(request: ChatRequest, signal: AbortSignal): Promise<AsyncIterable<Buffer>>;
}
