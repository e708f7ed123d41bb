import { type LoraChoice, loraNameKey, loraSourcesOf, ProviderError } from '@fusionbridge/core';
import { MAX_INVENTORY_VALUES, type VendorClient } from '@fusionbridge/http';
import { LorasAnswer } from './comfyui.schemas.js';
import type { LoadedLora } from './workflows/lora-chain.js';

const FRESH_MS = 60_000;
const TIMEOUT_MS = 5000;
const MOST_BYTES = 16 * 1024 * 1024;
const ENDING = /\.\w+$/;

/** LoRAs as the server names their files, and those it does not have. */
export interface ResolvedLoras {
  readonly loaded: readonly LoadedLora[];
  readonly unknown: readonly LoraChoice[];
}

/** The LoRAs the server has, with their folders and endings; it takes them by exactly that name. */
export class KnownLoras {
  private kept: {
    readonly files: readonly string[];
    readonly keys: ReadonlySet<string>;
    readonly until: number;
  } | null = null;

  constructor(private readonly client: VendorClient) {}

  /**
   * The list is asked for anew when a LoRA is not in the one we remember. A server that does not tell its list is
   * given the names with the usual ending, and says itself what it does not have.
   * @throws ProviderError `not_sent` when the server cannot be reached or we were stopped
   */
  async resolve(loras: readonly LoraChoice[], signal: AbortSignal): Promise<ResolvedLoras> {
    if (loras.length === 0) {
      return { loaded: [], unknown: [] };
    }
    const remembered = this.kept !== null && this.kept.until > Date.now() ? this.kept.files : null;
    const isComplete = remembered !== null && loras.every((lora) => fileOf(lora, remembered) !== null);
    return resolved(loras, isComplete ? remembered : await this.ask(signal));
  }

  /** Keys of every name by which one is found; undefined while they are not known. */
  get available(): ReadonlySet<string> | undefined {
    return this.kept?.keys;
  }

  /** Reads the list anew. A server without such a list is left as it is. */
  async refresh(signal: AbortSignal): Promise<void> {
    await this.ask(signal);
  }

  forget(): void {
    this.kept = null;
  }

  private async ask(signal: AbortSignal): Promise<readonly string[] | null> {
    try {
      const { value: files } = await this.client.get({
        path: 'models/loras',
        signal,
        timeoutMs: TIMEOUT_MS,
        maxBytes: MOST_BYTES,
        maxValues: MAX_INVENTORY_VALUES,
        answer: LorasAnswer,
      });
      this.kept = { files, keys: keysOf(files), until: Date.now() + FRESH_MS };
      return files;
    } catch (error) {
      if (error instanceof ProviderError && (error.outcome === 'not_sent' || error.kind === 'cancelled')) {
        throw error;
      }
      return null;
    }
  }
}

function keysOf(files: readonly string[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => FORMS.map((form) => loraNameKey(form(file)))));
}

function resolved(loras: readonly LoraChoice[], files: readonly string[] | null): ResolvedLoras {
  const found = loras.map((lora) => ({
    lora,
    file: files === null ? `${loraSourcesOf(lora).file ?? lora.name}.safetensors` : fileOf(lora, files),
  }));
  return {
    loaded: found.flatMap(({ lora, file }) =>
      file === null ? [] : [{ file, weight: Number(lora.weight.toFixed(4)) }],
    ),
    unknown: found.filter(({ file }) => file === null).map(({ lora }) => lora),
  };
}

/** What a LoRA may be called: its whole name, its path without the ending, the name of the file alone. */
const FORMS = [withSlashes, pathOf, (file: string) => pathOf(file).split('/').at(-1) ?? ''];

/** By its whole name, by its path without the ending, by the name of the file alone; spelling of case comes last. */
function fileOf(lora: LoraChoice, files: readonly string[]): string | null {
  const names = [lora.name, loraSourcesOf(lora).file ?? lora.name].map(withSlashes);
  const spellings = [(text: string) => text, (text: string) => text.toLowerCase()];
  for (const spelt of spellings) {
    for (const form of FORMS) {
      const file = files.find((one) => names.some((name) => spelt(form(one)) === spelt(name)));
      if (file !== undefined) {
        return file;
      }
    }
  }
  return null;
}

function pathOf(file: string): string {
  return withSlashes(file).replace(ENDING, '');
}

/** A server on Windows lists `characters\elena.safetensors`. */
function withSlashes(text: string): string {
  return text.replaceAll('\\', '/');
}
