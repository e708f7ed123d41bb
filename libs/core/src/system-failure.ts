/** Error codes of file and disk failures, with readable descriptions. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  EEXIST: 'a file has the name of the folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOENT: 'there is no such file or folder',
  ENAMETOOLONG: 'the path is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk fails',
};

/** The code of an error of the system or a driver, such as `ENOSPC`; empty if it has none. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/** True if an operation failed because the file or folder does not exist. */
export function isMissingFile(error: unknown): boolean {
  return errorCode(error) === 'ENOENT';
}

/** A readable reason for a file system error, without the path; null if the error is of another kind. */
export function systemFailure(error: unknown): string | null {
  return REASONS[errorCode(error)] ?? null;
}
