import { type Fields } from '../kit/index.js';
import type { Complaint } from './voices.js';

/** Addresses that hold this cannot be downloaded. */
const UNREACHABLE = 'unreachable';
/** Addresses that hold this never become ready. */
const ENDLESS = 'endless';
const STATES = ['validated', 'downloaded', 'optimized', 'stored'] as const;
const REQUIRED = ['category', 'architecture', 'format', 'name', 'version', 'downloadURL', 'air'] as const;

interface Upload {
  readonly url: string;
  /** Questions so far. */
  asked: number;
}

export interface ModelShelfOptions {
  /** First part of the AIR ids of the account. */
  readonly airSource: string;
  /** An upload is ready when it was asked about so often, its first sending included. */
  readonly uploadTurns: number;
  /** `getResponse` tells nothing but `processing` of uploads, as is known of the vendor. */
  readonly mumbles: boolean;
  /** AIR ids that it has from earlier. */
  readonly stored: readonly string[];
}

/** The LoRAs of an account. */
export class ModelShelf {
  private readonly uploads = new Map<string, Upload>();
  private readonly tasks = new Map<string, string>();

  constructor(private readonly options: ModelShelfOptions) {}

  /** Those of the market, those that tests name, and what was uploaded and is ready. */
  knows(air: string): boolean {
    const upload = this.uploads.get(air);
    return upload === undefined
      ? /^(?:civitai:\d+@\d+|lora-\d+)$/.test(air) || this.options.stored.includes(air)
      : this.isReady(upload);
  }

  /** Takes an upload, or one that it has already. */
  take(fields: Fields): { state: Fields; complaint: Complaint | null } {
    const missing = REQUIRED.find((name) => typeof fields[name] !== 'string' || fields[name] === '');
    if (missing !== undefined) {
      return refused({ code: 'missingParameter', message: `${missing} is required.`, parameter: missing });
    }
    const air = String(fields['air']);
    if (air.split(':')[0] !== this.options.airSource) {
      return refused({ code: 'invalidAir', message: 'The source does not belong to you.', parameter: 'air' });
    }
    this.tasks.set(String(fields['taskUUID']), air);
    const upload = this.uploads.get(air) ?? { url: String(fields['downloadURL']), asked: 0 };
    this.uploads.set(air, upload);
    upload.asked += 1;
    return { state: this.stateOf(air, upload), complaint: null };
  }

  /** What `getResponse` says; null for a task that is no upload. */
  tell(taskUUID: string): Fields | null {
    const air = this.tasks.get(taskUUID);
    const upload = this.uploads.get(air ?? '');
    if (air === undefined || upload === undefined) {
      return null;
    }
    upload.asked += 1;
    return this.options.mumbles ? { status: 'processing', air } : this.stateOf(air, upload);
  }

  private stateOf(air: string, upload: Upload): Fields {
    if (upload.url.includes(UNREACHABLE)) {
      return { status: 'failed', message: 'The file could not be downloaded.', air };
    }
    const status = this.isReady(upload) ? 'ready' : STATES[Math.min(upload.asked, STATES.length) - 1];
    return { status, message: 'Model upload in progress', air };
  }

  private isReady({ url, asked }: Upload): boolean {
    return asked >= this.options.uploadTurns && !url.includes(ENDLESS) && !url.includes(UNREACHABLE);
  }
}

function refused(complaint: Complaint): { state: Fields; complaint: Complaint } {
  return { state: {}, complaint };
}
