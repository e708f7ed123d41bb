import type { VendorClient } from '@fusionbridge/http';
import { ModelList, mayChat } from './completion.schemas.js';

/** The list is part of an answer that somebody waits for. */
const ASKING_MS = 3000;
/** Clients ask again and again, and a server that is down must not make each of them wait. */
const KEPT_MS = 60_000;

/** The models of one server, asked for once a minute at most. */
export class KnownModels {
  private asked: Promise<readonly string[]> | null = null;
  private askedAt = 0;

  constructor(private readonly client: VendorClient) {}

  /** Their names; empty where the server does not tell. */
  async names(): Promise<readonly string[]> {
    const now = Date.now();
    if (this.asked === null || now - this.askedAt > KEPT_MS) {
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
        timeoutMs: ASKING_MS,
        answer: ModelList,
      });
      return value.filter(({ type }) => mayChat(type)).map(({ id }) => id);
    } catch {
      return [];
    }
  }
}
