import { BridgeError, type Lora } from '@fusionbridge/core';
import { Settings, SettingsError } from '@fusionbridge/settings';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import PQueue from 'p-queue';
import { LoraMatcher } from '../matching/lora-matcher.js';
import { type Catalogue } from './catalogue.js';
import {
  added,
  amended,
  type DocumentChange,
  imported,
  type LoraEntry,
  removed,
  replaced,
} from './document-changes.js';
import { lorasOf } from './fast-fusion-loras.js';
import { LoraDocument, readDocument, stampOf, writeDocument } from './lora-documents.js';
import { catalogueFileOf } from './catalogue-file.js';
import { LoraFileError, readLoraDocument } from './read-lora-file.js';

const CHECK_INTERVAL_MS = 1000;

/** Status of the catalogue and its file. */
export interface CatalogueStatus {
  readonly loras: number;
  /** The error in the current file, while the last valid content stays in use; null if it is valid. */
  readonly error: string | null;
}

/** A catalogue and its matcher. */
export interface Loaded {
  readonly catalogue: Catalogue;
  readonly matcher: LoraMatcher;
}

/** The LoRA catalogue, kept in sync with its file: changes apply within a second, an invalid file is ignored. */
@Injectable()
export class LoraCatalogue implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('LoRAs');
  private readonly path: string;
  private readonly isChosen: boolean;
  private readonly shown: string;
  private readonly fromFastFusion: Readonly<Record<string, Lora>>;
  /** Serialises changes and reloads, so that each starts from the file its predecessor left. */
  private readonly changes = new PQueue({ concurrency: 1 });
  private loaded: Loaded | null = null;
  private error: string | null = null;
  /** Stamp of the file when it was last read. */
  private stamp = '';
  private watch: NodeJS.Timeout | undefined;

  constructor(settings: Settings) {
    const file = catalogueFileOf(settings);
    this.isChosen = file.isChosen;
    this.shown = file.shown;
    this.path = file.path;
    this.fromFastFusion = lorasOf(settings.modelConfig.loras);
  }

  /** @throws SettingsError for an invalid file, since at the start there is no earlier content to use */
  async onModuleInit(): Promise<void> {
    try {
      await this.load();
    } catch (error) {
      if (!(error instanceof LoraFileError)) {
        throw error;
      }
      throw new SettingsError(error.mistakes.map((mistake) => ({ file: this.shown, ...mistake })));
    }
    this.watch = setInterval(() => void this.look(), CHECK_INTERVAL_MS);
    this.watch.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.watch);
  }

  get current(): Loaded {
    if (this.loaded === null) {
      throw new Error('the LoRA catalogue is asked before it is loaded');
    }
    return this.loaded;
  }

  get status(): CatalogueStatus {
    return { loras: this.current.catalogue.loras.length, error: this.error };
  }

  /** Reads the file again. An invalid file is reported in `status` and otherwise ignored. */
  async reload(): Promise<void> {
    await this.changes.add(() => this.reloadNow());
  }

  /** The content of the file, including unknown fields. */
  async exported(): Promise<LoraDocument> {
    return LoraDocument.parse(await readDocument(this.path, true));
  }

  /**
   * Adds an entry.
   * @throws BridgeError `invalid_request` with the field, also for an id that already exists
   */
  add(id: string, entry: LoraEntry): Promise<Lora> {
    return this.put(id, added(id, entry, this.fromFastFusion));
  }

  /**
   * Replaces an entry.
   * @throws BridgeError `not_found`; `invalid_request` with the field
   */
  replace(id: string, entry: LoraEntry): Promise<Lora> {
    return this.put(id, replaced(id, entry, this.fromFastFusion));
  }

  /**
   * Updates fields of an entry.
   * @throws BridgeError `not_found`; `invalid_request` with the field
   */
  amend(id: string, fields: LoraEntry): Promise<Lora> {
    return this.put(id, amended(id, fields, this.fromFastFusion));
  }

  /** @throws BridgeError `not_found` */
  async remove(id: string): Promise<void> {
    await this.change(removed(id));
  }

  /**
   * Imports a whole document. `replace` discards the current one, `merge` overrides its entries.
   * @throws BridgeError `invalid_request` with the field
   */
  async import(document: unknown, how: 'replace' | 'merge'): Promise<void> {
    const given = LoraDocument.safeParse(document);
    if (!given.success) {
      throw BridgeError.invalid('loras', "Invalid 'loras': an object of LoRAs by their ids is expected.");
    }
    await this.change(imported(given.data, how));
  }

  private async put(id: string, change: DocumentChange): Promise<Lora> {
    await this.change(change);
    const lora = this.current.catalogue.get(id);
    if (lora === null) {
      throw new BridgeError({ kind: 'internal', message: `The LoRA '${id}' was written and is not there.` });
    }
    return lora;
  }

  private async change(to: DocumentChange): Promise<void> {
    await this.changes.add(async () => {
      const changed = to(await this.exported());
      try {
        readLoraDocument(changed);
      } catch (error) {
        throw error instanceof LoraFileError ? asRequestError(error) : error;
      }
      await this.write(changed);
      await this.load();
    });
  }

  private async write(document: LoraDocument): Promise<void> {
    try {
      await writeDocument(this.path, document);
    } catch (cause) {
      this.logger.error(
        `${this.path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      );
      throw new BridgeError({
        kind: 'unavailable',
        message: `The LoRA catalogue (${this.shown}) cannot be written: its folder is read-only, or the disk is full. Set LORA_DICT_PATH to a file in a folder that the bridge may write.`,
        cause,
      });
    }
  }

  private async look(): Promise<void> {
    await this.changes.add(async () => {
      if ((await stampOf(this.path)) !== this.stamp) {
        await this.reloadNow();
      }
    });
  }

  private async reloadNow(): Promise<void> {
    try {
      await this.load();
      this.logger.log(`${this.current.catalogue.loras.length} LoRA(s) in the catalogue`);
    } catch (error) {
      this.error = error instanceof Error ? error.message : String(error);
      this.logger.error(
        `The LoRA file has changed and cannot be taken; the last good one counts: ${this.error}`,
      );
    }
  }

  private async load(): Promise<void> {
    // Taken before reading, so that a write in between is noticed at the next check.
    this.stamp = await stampOf(this.path);
    const document = await readDocument(this.path, !this.isChosen);
    const catalogue = readLoraDocument(document, this.fromFastFusion);
    this.loaded = { catalogue, matcher: new LoraMatcher(catalogue) };
    this.error = null;
  }
}

function asRequestError({ mistakes }: LoraFileError): BridgeError {
  const [first = { key: '(whole file)', found: 'nothing', allowed: 'a LoRA' }] = mistakes;
  return BridgeError.invalid(
    first.key,
    `Invalid '${first.key}': found ${first.found}; allowed: ${first.allowed}.`,
  );
}
