import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, startSdWebui } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from '../running-bridge.js';

const MODELS = {
  default: 'main',
  models: [
    { id: 'main', aliases: ['dall-e-2'], family: 'sd15', chain: [{ provider: 'sd-webui', model: '' }] },
    { id: 'upscale', family: 'other', chain: [{ provider: 'lanczos', model: '' }] },
  ],
};

/** Never to be read in an answer. */
const SECRETS = { API_KEYS: 'anna=anna-secret-key-1', SD_API_AUTH: 'painter:painter-secret-1' };
const KEY = 'anna-secret-key-1';

/** What a client was told. */
export interface Told {
  readonly status: number;
  readonly text: string;
  /** Read as JSON; null where it is none. */
  readonly body: unknown;
}

export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData;
}

/** A bridge over one vendor that counts what is ordered, and over a folder in which every file is known. */
export class Bench {
  private filesBefore: readonly string[] = [];

  private constructor(
    readonly bridge: RunningBridge,
    readonly vendor: Simulator,
    private readonly folder: string,
  ) {}

  static async start(env: Readonly<Record<string, string>> = {}): Promise<Bench> {
    const folder = mkdtempSync(join(tmpdir(), 'fusionbridge-bad-input-'));
    const vendor = await startSdWebui();
    const bridge = await startBridge(MODELS, {
      ...SECRETS,
      SD_ENABLED: 'true',
      SD_API_URL: vendor.url,
      DATA_PATH: folder,
      ...env,
    });
    return new Bench(bridge, vendor, folder);
  }

  async close(): Promise<void> {
    await this.bridge.close();
    await this.vendor.close();
  }

  /** From here on `isUntouched` counts. */
  mark(): void {
    this.vendor.reset();
    this.filesBefore = this.files();
  }

  /** Files that came since the mark, and orders at the vendor. Both empty: nothing was bought, nothing left behind. */
  traces(): { readonly orders: number; readonly files: readonly string[] } {
    return {
      orders: this.vendor.state().submissions,
      files: this.files().filter((file) => !this.filesBefore.includes(file)),
    };
  }

  /** Sends it with a key. A body without a type of its own is called JSON. */
  async send(path: string, { method = 'POST', headers = {}, body }: Call): Promise<Told> {
    const type: Record<string, string> =
      body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' };
    const response = await fetch(`${this.bridge.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${KEY}`, ...type, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    return toldBy(response.status, await response.text());
  }

  /** Sends bytes over a socket as they are, for what no client library would send. */
  get authority(): string {
    return new URL(this.bridge.url).host;
  }

  /** What an answer must not show: keys, local paths, stacks. */
  leaksIn(text: string): string[] {
    const hidden = [KEY, 'painter-secret-1', this.folder, import.meta.dirname, 'node_modules', tmpdir()];
    return [...hidden.filter((one) => text.includes(one)), ...(/\n\s+at |\.[cm]?[jt]s:\d+/.exec(text) ?? [])];
  }

  private files(): string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(db|sqlite\d?)(-\w+)?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  }
}

/** An answer as its client reads it. */
export function toldBy(status: number, text: string): Told {
  try {
    return { status, text, body: JSON.parse(text) as unknown };
  } catch {
    return { status, text, body: null };
  }
}
