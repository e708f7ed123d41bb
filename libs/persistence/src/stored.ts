import type {
  Candidate,
  ImageRequest,
  Job,
  LoraChoice,
  Operation,
  PictureFormat,
  Plan,
  Size,
  VendorOperation,
} from '@fusionbridge/core';

/** A picture that lies in the picture store; the row keeps only its name. Masks are kept as PNG. */
export interface PictureRef extends Size {
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly format: PictureFormat;
}

/** `ImageRequest` with its pictures by name. */
export interface StoredRequest<O extends Operation = Operation> extends Omit<
  ImageRequest<O>,
  'source' | 'mask' | 'references'
> {
  readonly source: PictureRef | null;
  readonly mask: PictureRef | null;
  readonly references: readonly PictureRef[];
}

/** Every picture that a request names. */
export function picturesOf({ source, mask, references }: StoredRequest): PictureRef[] {
  return [source, mask, ...references].filter((picture) => picture !== null);
}

/** `Candidate` with its pictures by name. */
export interface StoredCandidate extends Omit<Candidate, 'request'> {
  readonly request: StoredRequest<VendorOperation>;
}

/** `Plan` with its pictures by name. */
export interface StoredPlan extends Omit<Plan, 'candidates'> {
  readonly candidates: readonly StoredCandidate[];
}

/**
 * A job as it is written down. Progress is not: it lives in memory while the job runs. `planning` is not either: it
 * is `queued` until the first call to a vendor begins.
 */
export interface StoredJob extends Omit<Job, 'request' | 'plan' | 'progress'> {
  readonly request: StoredRequest;
  readonly plan: StoredPlan | null;
  readonly fingerprint: string | null;
  /** The `Instance` that works on it, or did last; null for jobs of before there were owners. */
  readonly owner: string | null;
  /** A hash of what was sent and where to; null where no repeated call is known by it. */
  readonly call: string | null;
  /** When a client had the whole answer, in Unix milliseconds; null where none had. */
  readonly answeredAt: number | null;
  /** When the last client had gone without the answer, in Unix milliseconds. */
  readonly leftAt: number | null;
}

/** What is known of a job when it is taken in. */
export interface NewJob extends Pick<
  StoredJob,
  'id' | 'caller' | 'dialect' | 'fingerprint' | 'request' | 'createdAt' | 'parent'
> {
  /** See `StoredJob.call`. Default: null. */
  readonly call?: string | null;
  /** What an equal request is known by; left out where its pictures must answer no other. */
  readonly cacheKey?: string | null;
}

/** What `begin` writes: from here on the job may have cost something. */
export interface JobBeginning {
  readonly plan: StoredPlan;
  readonly startedAt: number;
}

/** What the gallery knows of a picture beside the picture itself: where it comes from. */
export interface PictureOrigin {
  readonly callerId: string;
  readonly dialect: string;
  readonly operation: Operation;
  /** The public model; empty where none was resolved. */
  readonly model: string;
  /** The final prompt. */
  readonly prompt: string;
  readonly loras: readonly Pick<LoraChoice, 'name' | 'weight'>[];
}

/** What `finish` writes. `plan` and `startedAt` are left as they are where `undefined`. */
export interface JobEnding extends Pick<
  StoredJob,
  'attempts' | 'results' | 'degradations' | 'cost' | 'error'
> {
  readonly state: 'succeeded' | 'failed' | 'cancelled';
  readonly finishedAt: number;
  /** Copied to each of the results. */
  readonly origin: PictureOrigin;
  readonly plan?: StoredPlan | null;
  readonly startedAt?: number | null;
}
