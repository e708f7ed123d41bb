const MINUTE_MS = 60_000;

/**
 * Records that ended less than this ago stay whatever is asked: for a quarter of an hour the same call is answered from
 * them (`JobIntake`), and that answer takes its time.
 */
export const YOUNGEST_RECORD_MS = 20 * MINUTE_MS;

/**
 * Files that nobody names go when they were kept longer ago than this: a file is there before its record is, and the
 * record may wait for a slow database.
 */
export const YOUNGEST_ORPHAN_MS = 60 * MINUTE_MS;
