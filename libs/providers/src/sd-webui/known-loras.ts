import { type LoraChoice, ProviderError } from '@fusionbridge/core';
import { MAX_INVENTORY_VALUES, type VendorClient } from '@fusionbridge/http';
import { LoraNames } from './lora-tags.js';
import { LorasAnswer } from './sd-webui.schemas.js';

const FRESH_MS = 60_000;
const TIMEOUT_MS = 5000;

/** The LoRAs the server has. It ignores tags it does not know without a word, so it is asked before. */
export class KnownLoras {
  private kept: { readonly names: LoraNames; readonly until: number } | null = null;

  constructor(private readonly client: VendorClient) {}

  /**
   * The names, asked anew when one of `loras` is not among those we remember. null where the server does not tell,
   * or nothing is to be looked up.
   * @throws ProviderError `not_sent` when the server cannot be reached or we were stopped
   */
  async namesFor(loras: readonly LoraChoice[], signal: AbortSignal): Promise<LoraNames | null> {
    if (loras.length === 0) {
      return null;
    }
    const remembered = this.kept !== null && this.kept.until > Date.now() ? this.kept.names : null;
    return remembered !== null && loras.every((lora) => remembered.find(lora) !== null)
      ? remembered
      : this.ask(signal);
  }

  /** Those of the last list, however old; null while it is not known. */
  get names(): LoraNames | null {
    return this.kept?.names ?? null;
  }

  /** Reads the list anew. A server without such a list is left as it is. */
  async refresh(signal: AbortSignal): Promise<void> {
    await this.ask(signal);
  }

  forget(): void {
    this.kept = null;
  }

  private async ask(signal: AbortSignal): Promise<LoraNames | null> {
    try {
      const { value } = await this.client.get({
        path: 'sdapi/v1/loras',
        maxValues: MAX_INVENTORY_VALUES,
        signal,
        timeoutMs: TIMEOUT_MS,
        answer: LorasAnswer,
      });
      this.kept = { names: new LoraNames(value), until: Date.now() + FRESH_MS };
      return this.kept.names;
    } catch (error) {
      if (error instanceof ProviderError && error.outcome === 'not_sent') {
        throw error;
      }
      return null;
    }
  }
}
