import { statSync } from 'node:fs';

/**
 * Detects that the files of a database were deleted or replaced. The connection would keep writing to the unlinked
 * files, and everything it writes would be lost with the process.
 */
export class SameFile {
  private readonly paths: readonly string[];
  private known: string | null = null;

  /** @param path Of the database; its write-ahead log lies beside it */
  constructor(path: string) {
    this.paths = [path, `${path}-wal`];
  }

  /** From now on the files have to be those of this moment. Both have to be there. */
  remember(): void {
    this.known = this.facts();
  }

  /** @throws Error with the code DATABASE_GONE */
  check(): void {
    if (this.known !== null && this.known !== this.facts()) {
      throw Object.assign(new Error('The files of the database are not those that were opened.'), {
        code: 'DATABASE_GONE',
      });
    }
  }

  private facts(): string {
    const files = this.paths.map((path) => statSync(path, { throwIfNoEntry: false }));
    return files.map((file) => (file === undefined ? 'none' : `${file.dev}:${file.ino}`)).join(' ');
  }
}
