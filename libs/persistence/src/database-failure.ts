import { errorCode } from '@fusionbridge/core';

/** Failures of the database itself, and the message for each. */
interface Failure {
  /** In words, after "The bridge's database ". */
  readonly words: string;
  /** Codes of SQLite, Postgres or the system, or their prefixes. */
  readonly codes: readonly string[];
}

const FAILURES: readonly Failure[] = [
  {
    words: 'cannot be written: its disk is full',
    codes: ['SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100'],
  },
  { words: 'is busy: another process holds its lock', codes: ['SQLITE_BUSY', 'SQLITE_LOCKED', '55P03'] },
  {
    words: 'may not be written: permission denied, or a disk that is read-only',
    codes: ['SQLITE_READONLY', 'SQLITE_PERM', 'EACCES', 'EPERM', 'EROFS', '25006'],
  },
  {
    words: 'is damaged: restore a backup, or move its file away to begin with an empty one',
    codes: ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'XX001', 'XX002'],
  },
  { words: 'was deleted or replaced while the bridge ran: restart the bridge', codes: ['DATABASE_GONE'] },
  { words: 'cannot be read or written: its disk fails', codes: ['SQLITE_IOERR', 'SQLITE_CANTOPEN', '58'] },
  { words: 'has no connection left for the bridge', codes: ['53300'] },
  {
    words: 'does not answer',
    codes: [
      '08',
      '53',
      '57P',
      '57014',
      'ECONN',
      'EPIPE',
      'ETIMEDOUT',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ENOTFOUND',
      'EAI_',
    ],
  },
];

/** `pg` gives its own errors no code. */
const NO_ANSWER = /connection terminated|timeout exceeded|read timeout|not queryable|connection error/i;

/**
 * What is wrong with the database, in words that follow "The bridge's database ".
 * @returns null if the database works and the query was wrong
 */
export function failureOf(error: unknown): string | null {
  const code = errorCode(error);
  const known = FAILURES.find(({ codes }) => codes.some((one) => code.startsWith(one)));
  if (known !== undefined) {
    return known.words;
  }
  return code === '' && NO_ANSWER.test(String(error)) ? 'does not answer' : null;
}
