const MINUTE_MS = 60_000;

/**
 * Records of jobs that ended more recently than this are never removed: for 15 minutes they answer repeated calls
 * (`JobIntake`), and writing that response takes time.
 */
export const YOUNGEST_RECORD_MS = 20 * MINUTE_MS;

/**
 * Unreferenced files are removed once they are older than this: a file is stored before its record, and the record may
 * wait for a slow database.
 */
export const YOUNGEST_ORPHAN_MS = 60 * MINUTE_MS;
