import {
  type AttemptContext,
  type Degradation,
  type LoraChoice,
  loraSourcesOf,
  type LoraSource,
  ProviderError,
  unlessAborted,
} from '@fusionbridge/core';
import type { UploadedLoraRepository } from '@fusionbridge/persistence';
import type { LoraMapping } from './lora-mapping.js';
import { NotReadyInTime, uploadLora } from './lora-upload.js';
import type { RunwareLora } from './request-body.js';
import type { RunwareApi } from './runware-api.js';

const ID = 'runware';
/** Runware takes only the last part of `urn:air:flux1:lora:civitai:58390@62833`. */
const URN = /^urn:air:(?:[\w.-]+:){2}/i;

interface UploadSettings {
  readonly known: UploadedLoraRepository;
  readonly mapping: LoraMapping;
  /** First part of the AIR ids of uploads; null if the operator sets none. */
  readonly source: string | null;
  readonly timeoutMs: number;
  clean(text: string): string;
}

/** Finds the AIR id of every LoRA, and uploads those that Runware does not have, each once. */
export class RunwareLoras {
  private readonly running = new Map<string, Promise<string>>();
  /** Uploads that took too long once. They are checked from now on, and not waited for. */
  private readonly slow = new Set<string>();
  /** Addresses whose mapped ids Runware does not know. */
  private readonly unknownToVendor = new Set<string>();

  constructor(
    private readonly api: RunwareApi,
    private readonly settings: UploadSettings,
  ) {}

  /** True if LoRAs that Runware does not have can be uploaded. */
  get canUpload(): boolean {
    return this.source !== null;
  }

  /** How LoRAs can be given for a model. `architecture` is null if none can be uploaded for it. */
  sources(architecture: string | null): LoraSource[] {
    return this.source === null || architecture === null ? ['air'] : ['air', 'url'];
  }

  /**
   * The LoRAs with their AIR ids. One that cannot be uploaded is dropped and listed; the picture is generated without it.
   * @throws ProviderError `cancelled`, `not_sent`, if the signal aborts meanwhile
   */
  async resolved(
    loras: readonly LoraChoice[],
    architecture: string | null,
    context: AttemptContext,
  ): Promise<{ loras: RunwareLora[]; degradations: Degradation[] }> {
    const found = await Promise.all(loras.map(async (one) => this.resolve(one, architecture, context)));
    if (context.signal.aborted) {
      throw new ProviderError({
        provider: ID,
        kind: 'cancelled',
        outcome: 'not_sent',
        message: `${ID} was stopped before anything was sent`,
      });
    }
    return {
      loras: found.flatMap((one) => ('model' in one ? [one] : [])),
      degradations: found.flatMap((one) => ('model' in one ? [] : [one])),
    };
  }

  /** Runware does not know one of these: uploaded ones are uploaded again for the next request. */
  async forgetUploads(loras: readonly LoraChoice[]): Promise<void> {
    for (const lora of loras) {
      const { air, url } = loraSourcesOf(lora);
      if (air === undefined && url !== undefined) {
        this.unknownToVendor.add(url);
        await this.settings.known.remove(ID, url);
      }
    }
  }

  /** Waits again for uploads that took too long. */
  forget(): void {
    this.slow.clear();
  }

  private async resolve(
    lora: LoraChoice,
    architecture: string | null,
    context: AttemptContext,
  ): Promise<RunwareLora | Degradation> {
    const { weight } = lora;
    const { air, url } = loraSourcesOf(lora);
    if (air !== undefined) {
      return { model: air.replace(URN, ''), weight };
    }
    const note = `makes sure that ${ID} has the LoRA ${lora.name}`;
    context.onProgress({ fraction: 0, step: null, steps: null, preview: null, note });
    try {
      return {
        model: await unlessAborted(this.shared(url ?? lora.name, architecture), context.signal),
        weight,
      };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return droppedLora(lora, `it could not be uploaded to ${ID}: ${this.settings.clean(why)}`);
    }
  }

  /** One upload for all concurrent requests; it goes on if one of them is cancelled. */
  private async shared(url: string, architecture: string | null): Promise<string> {
    const running = this.running.get(url) ?? this.started(url, architecture);
    this.running.set(url, running);
    return running;
  }

  private started(url: string, architecture: string | null): Promise<string> {
    const work = this.found(url, architecture).finally(() => this.running.delete(url));
    // Every request may be cancelled before it fails.
    work.catch(() => undefined);
    return work;
  }

  private async found(url: string, architecture: string | null): Promise<string> {
    const known = await this.settings.known.find(ID, url);
    if (known !== null) {
      return known.vendorId;
    }
    const mapped = this.unknownToVendor.has(url) ? null : this.settings.mapping.find(url);
    const vendorId = mapped?.air ?? (await this.uploaded(url, architecture));
    const uploadedAt = mapped?.uploadedAt ?? Date.now();
    await this.settings.known.save({ provider: ID, source: url, vendorId, uploadedAt });
    return vendorId;
  }

  private async uploaded(url: string, architecture: string | null): Promise<string> {
    if (this.source === null || architecture === null) {
      throw new Error('set RUNWARE_AIR_SOURCE, and use a model whose LoRAs can be uploaded');
    }
    if (!/^https:/i.test(url)) {
      throw new Error('only https addresses are taken');
    }
    const timeoutMs = this.slow.has(url) ? 0 : this.settings.timeoutMs;
    try {
      const air = await uploadLora(this.api, { url, source: this.source, architecture }, timeoutMs);
      this.slow.delete(url);
      return air;
    } catch (error) {
      if (error instanceof NotReadyInTime) {
        this.slow.add(url);
      }
      throw error;
    }
  }

  private get source(): string | null {
    return this.settings.source ?? this.settings.mapping.source;
  }
}

function droppedLora({ name, weight }: LoraChoice, why: string): Degradation {
  return { field: 'loras', asked: `${name}:${weight}`, given: 'dropped', why };
}
