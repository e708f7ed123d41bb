import type { Attempt } from './attempt.js';
import type { Caller } from './caller.js';
import type { ContentCredentials } from './content-credentials.js';
import type { Degradation } from './degradation.js';
import type { ImageRequest } from './image-request.js';
import type { BridgeErrorKind } from './bridge-error.js';
import type { Billed } from './charges.js';
import type { PictureFormat, Size } from './picture.js';
import type { Plan } from './plan.js';
import type { Cost, Progress } from './provider.js';

export type JobState = 'queued' | 'planning' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export const FINAL_STATES: ReadonlySet<JobState> = new Set(['succeeded', 'failed', 'cancelled']);

/** A stored picture, as used by responses, the gallery and the provenance record. */
export interface ImageResult extends Size {
  /** Unguessable, 128 bits, the name clients fetch it by. */
  readonly id: string;
  /** SHA-256 of the file in hex: the content address. */
  readonly hash: string;
  readonly format: PictureFormat;
  /** Length of the file in bytes. */
  readonly byteLength: number;
  readonly seed: number;
  readonly provider: string;
  readonly vendorModel: string;
  /** A1111's `parameters` text; also in the file, unless that is signed. */
  readonly infotext: string;
  readonly contentCredentials: ContentCredentials;
}

export interface JobError {
  readonly kind: BridgeErrorKind;
  readonly message: string;
  readonly field: string | null;
  /** Whether anything was charged; absent in records of earlier versions. */
  readonly billed?: Billed | undefined;
  /** How long a vendor, or the bridge, asked to wait before the next attempt. */
  readonly retryAfterMs?: number | undefined;
  /** Readable sentences: providers that charged without a result, and those that may have. */
  readonly charges?: readonly string[] | undefined;
}

/** The durable record behind every call. Times are Unix milliseconds. */
export interface Job {
  readonly id: string;
  readonly caller: Caller;
  /** The dialect of the request: `a1111`, `openai`, `simple`, … */
  readonly dialect: string;
  readonly state: JobState;
  readonly request: ImageRequest;
  readonly plan: Plan | null;
  readonly attempts: readonly Attempt[];
  readonly results: readonly ImageResult[];
  /** All differences between the pictures and the request, whatever their cause. */
  readonly degradations: readonly Degradation[];
  readonly progress: Progress;
  readonly cost: Cost | null;
  readonly error: JobError | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** The id of the picture that this job repeats; null for a job of its own. */
  readonly parent: string | null;
}
