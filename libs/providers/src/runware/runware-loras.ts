import {
  type AttemptContext,
  type Degradation,
  loraSourcesOf,
  type LoraSource,
  ProviderError,
  unlessAborted,
} from '@fusionbridge/core';
import type { UploadedLoraRepository } from '@fusionbridge/persistence';
import { droppedLora } from '../fitting/lora-limit.js';
import type { FittedLora } from '../fitting/weighted-loras.js';
import type { LoraMapping } from './lora-mapping.js';
import { NotReadyInTime, uploadLora } from './lora-upload.js';
import type { RunwareLora } from './order.js';
import type { RunwareApi } from './runware-api.js';

const ID = 'runware';
/** `urn:air:flux1:lora:civitai:58390@62833`: Runware wants the last part alone. */
const URN = /^urn:air:(?:[\w.-]+:){2}/i;

/** What uploading needs. */
interface UploadSettings {
  readonly known: UploadedLoraRepository;
  readonly mapping: LoraMapping;
  /** First part of the AIR ids of uploads; null where the operator names none. */
  readonly source: string | null;
  readonly timeoutMs: number;
  clean(text: string): string;
}

/** Finds the AIR id of every LoRA, and copies to Runware what it does not have. Each is uploaded once. */
export class RunwareLoras {
  private readonly running = new Map<string, Promise<string>>();
  /** Waited for in vain once: asked about from now on, and not waited for. */
  private readonly slow = new Set<string>();
  /** Runware has said that it does not know them, whatever the mapping says. */
  private readonly disowned = new Set<string>();

  constructor(
    private readonly api: RunwareApi,
    private readonly settings: UploadSettings,
  ) {}

  /** Whether LoRAs that Runware does not have can be copied there. */
  get canUpload(): boolean {
    return this.source !== null;
  }

  /** How a LoRA may be named for a model. `architecture` is null where none can be uploaded for it. */
  sources(architecture: string | null): LoraSource[] {
    return this.source === null || architecture === null ? ['air'] : ['air', 'url'];
  }

  /**
   * The LoRAs as the order names them. One that cannot be had is left out and listed: it never costs the picture.
   * @throws ProviderError `cancelled`, `not_sent`, when we were stopped meanwhile
   */
  async resolved(
    loras: readonly FittedLora[],
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

  /** Runware does not know one of these: those that were uploaded are uploaded again for the next order. */
  async disown(loras: readonly FittedLora[]): Promise<void> {
    for (const { lora } of loras) {
      const { air, url } = loraSourcesOf(lora);
      if (air === undefined && url !== undefined) {
        this.disowned.add(url);
        await this.settings.known.remove(ID, url);
      }
    }
  }

  /** Gives uploads another full chance. */
  forget(): void {
    this.slow.clear();
  }

  private async resolve(
    { lora, weight }: FittedLora,
    architecture: string | null,
    context: AttemptContext,
  ): Promise<RunwareLora | Degradation> {
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

  /** One search and one upload for all who ask at the same time; it goes on when one of them is stopped. */
  private async shared(url: string, architecture: string | null): Promise<string> {
    const running = this.running.get(url) ?? this.begun(url, architecture);
    this.running.set(url, running);
    return running;
  }

  private begun(url: string, architecture: string | null): Promise<string> {
    const work = this.found(url, architecture).finally(() => this.running.delete(url));
    // Those who asked may all be gone when it fails.
    work.catch(() => undefined);
    return work;
  }

  private async found(url: string, architecture: string | null): Promise<string> {
    const known = await this.settings.known.find(ID, url);
    if (known !== null) {
      return known.vendorId;
    }
    const mapped = this.disowned.has(url) ? null : this.settings.mapping.find(url);
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
