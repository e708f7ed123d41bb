/**
 * The one schema, as Kysely sees it. Times are Unix milliseconds. Columns that hold JSON are text on both backends:
 * nothing queries inside them, and text is read back the same everywhere. What comes out of a row is parsed by
 * `rows.ts` before anybody uses it.
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
  /** Unique for each caller while it is set; null for a job that nobody can join. */
  fingerprint: string | null;
  /** A hash of what was sent and where to, for a call that may be sent again. */
  call: string | null;
  /** When a client had the whole answer. */
  answered_at: number | null;
  /** When the last client had gone without the answer. */
  left_at: number | null;
  /** Names what was asked, where the job's pictures may answer the same again; null where they may not. */
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
  /** The `Instance` that works on it, or did last; null for jobs of before there were owners. */
  owner: string | null;
  /** How often it has changed hands. */
  fence: number;
}

/** Bridges that work on this database, by when they were last heard of. */
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
  delivered: number;
  cost_usd: number | null;
  cost_source: string | null;
  /** JSON of `AttemptError`. */
  error: string | null;
}

/**
 * The files that a job is made from: those that `jobs.request` and `jobs.plan` name, where somebody can ask who needs
 * one.
 */
interface JobInputsTable {
  job_id: string;
  hash: string;
  format: string;
}

/** Pictures that were made. What clients sent in is in `job_inputs`. */
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
  /** From here on what the gallery filters and shows, copied from the job. */
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
  /** Its place in the order of time, unique: see `picture-order.ts`. */
  ordinal: number;
}

/** LoRAs that a vendor has a copy of, by the address they came from. */
interface UploadedLorasTable {
  provider: string;
  source: string;
  vendor_id: string;
  uploaded_at: number;
}
