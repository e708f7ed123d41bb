import type { VendorClient } from '@fusionbridge/http';
import { ModelList, mayChat } from './completion.schemas.js';

/** Short, because a client waits for the list. */
const TIMEOUT_MS = 3000;
/** Clients ask often, and each would have to wait for a server that is down. */
const CACHE_MS = 60_000;

/** The models of one server, requested at most once a minute. */
export class KnownModels {
  private asked: Promise<readonly string[]> | null = null;
  private askedAt = 0;

  constructor(private readonly client: VendorClient) {}

  /** Their names; empty if the server does not list them. */
  async names(): Promise<readonly string[]> {
    const now = Date.now();
    if (this.asked === null || now - this.askedAt > CACHE_MS) {
      this.askedAt = now;
      this.asked = this.ask();
    }
    return this.asked;
  }

  private async ask(): Promise<readonly string[]> {
    try {
      const { value } = await this.client.get({
        path: 'models',
        signal: new AbortController().signal,
        timeoutMs: TIMEOUT_MS,
        answer: ModelList,
      });
      return value.filter(({ type }) => mayChat(type)).map(({ id }) => id);
    } catch {
      return [];
    }
  }
}
