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

/** A picture in the picture store; the row contains only its name. Masks are stored as PNG. */
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

/** Every picture that a request refers to. */
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
 * A job as it is stored. Progress is not stored; it is in memory while the job runs. Nor is the state `planning`: a job
 * is `queued` until the first call to a vendor begins.
 */
export interface StoredJob extends Omit<Job, 'request' | 'plan' | 'progress'> {
  readonly request: StoredRequest;
  readonly plan: StoredPlan | null;
  readonly fingerprint: string | null;
  /** The `Instance` that runs it, or did last; null for jobs from before owners were stored. */
  readonly owner: string | null;
  /** Hash of the request and its route; null if repeated calls cannot be recognised by it. */
  readonly call: string | null;
  /** When a client had received the whole response, in Unix milliseconds; null if none has. */
  readonly answeredAt: number | null;
  /** When the last client disconnected without the response, in Unix milliseconds. */
  readonly leftAt: number | null;
}

/** What is known of a job when it is accepted. */
export interface NewJob extends Pick<
  StoredJob,
  'id' | 'caller' | 'dialect' | 'fingerprint' | 'request' | 'createdAt' | 'parent'
> {
  /** See `StoredJob.call`. Default: null. */
  readonly call?: string | null;
  /** Cache key for equal requests; left out if its pictures must not be reused. */
  readonly cacheKey?: string | null;
}

/** What `begin` writes: from here on the job may cost money. */
export interface JobBeginning {
  readonly plan: StoredPlan;
  readonly startedAt: number;
}

/** Where a picture comes from, for the gallery. */
export interface PictureOrigin {
  readonly callerId: string;
  readonly dialect: string;
  readonly operation: Operation;
  /** The public model; empty if none was resolved. */
  readonly model: string;
  /** The final prompt. */
  readonly prompt: string;
  readonly loras: readonly Pick<LoraChoice, 'name' | 'weight'>[];
}

/** What `finish` writes. `plan` and `startedAt` are not changed if `undefined`. */
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
