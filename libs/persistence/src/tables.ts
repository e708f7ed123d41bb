/**
 * The schema for Kysely. Times are Unix milliseconds. JSON columns are text on both backends: nothing queries inside
 * them, and text is read back the same everywhere. Rows are parsed by `rows.ts` before use.
 */
export interface Tables {
  readonly jobs: JobsTable;
  readonly attempts: AttemptsTable;
  readonly job_inputs: JobInputsTable;
  readonly pictures: PicturesTable;
  readonly uploaded_loras: UploadedLorasTable;
  readonly instances: InstancesTable;
}

interface JobsTable {
  id: string;
  caller_id: string;
  caller_owner: string;
  dialect: string;
  state: string;
  /** Unique per caller; null for a job that no other call can join. */
  fingerprint: string | null;
  /** Hash of the request and its route, for a call that may be sent again. */
  call: string | null;
  /** When a client had received the whole response. */
  answered_at: number | null;
  /** When the last client disconnected without the response. */
  left_at: number | null;
  /** Cache key for equal requests; null if the job's pictures must not be reused. */
  cache_key: string | null;
  /** JSON of `StoredRequest`. */
  request: string;
  /** JSON of `StoredPlan`. */
  plan: string | null;
  /** JSON list of `Degradation`. */
  degradations: string;
  cost_usd: number | null;
  cost_source: string | null;
  /** JSON of `JobError`. */
  error: string | null;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
  /** The id of the picture that this job repeats. */
  parent: string | null;
  /** The `Instance` that runs it, or did last; null for jobs from before owners were stored. */
  owner: string | null;
  /** How often its owner has changed. */
  fence: number;
}

/** Bridges that use this database, and when they last reported. */
interface InstancesTable {
  id: string;
  seen_at: number;
}

interface AttemptsTable {
  job_id: string;
  /** `Attempt.index`. */
  position: number;
  provider: string;
  vendor_model: string;
  count: number;
  started_at: number;
  finished_at: number | null;
  outcome: string | null;
  task_id: string | null;
  /** The model that the vendor says it served. */
  served_model: string | null;
  delivered: number;
  cost_usd: number | null;
  cost_source: string | null;
  /** JSON of `AttemptError`. */
  error: string | null;
}

/**
 * The input files of jobs, which `jobs.request` and `jobs.plan` refer to, in a form that can be queried.
 */
interface JobInputsTable {
  job_id: string;
  hash: string;
  format: string;
}

/** Generated pictures. Pictures from clients are in `job_inputs`. */
interface PicturesTable {
  id: string;
  job_id: string;
  position: number;
  hash: string;
  format: string;
  width: number;
  height: number;
  byte_length: number;
  seed: number;
  provider: string;
  vendor_model: string;
  infotext: string;
  /** `ContentCredentials`. */
  content_credentials: string;
  /** From here on: what the gallery filters and shows, copied from the job. */
  caller_id: string;
  dialect: string;
  operation: string;
  /** The public one. */
  model: string;
  /** The final one. */
  prompt: string;
  /** JSON list of `LoraChoice`. */
  loras: string;
  /** When its job ended. */
  created_at: number;
  /** Unique and ordered by time: see `picture-order.ts`. */
  ordinal: number;
}

/** LoRAs that were uploaded to a vendor, by their source address. */
interface UploadedLorasTable {
  provider: string;
  source: string;
  vendor_id: string;
  uploaded_at: number;
}
