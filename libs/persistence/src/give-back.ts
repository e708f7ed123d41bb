/** What is used of a file. */
interface FileUse {
  /** Pages of the file. */
  readonly pages: number;
  /** Those of them that hold nothing. */
  readonly free: number;
  /** Whether free pages can be taken off its end, or the file has to be written anew. */
  readonly isIncremental: boolean;
}

/** 4 MB: less is filled again within an hour of painting. */
const FEWEST_FREE_PAGES = 1000;

/** Writers wait while so many are taken off: a few milliseconds. */
const PAGES_AT_ONCE = 500;

/**
 * The statements that give a quarter of a file or more back to the disk, each of which runs between two commits; none
 * where less is free. A file of a version before this one is written anew once, during which writers wait: 0.1 s for
 * every 10 MB.
 */
export function givingBack({ pages, free, isIncremental }: FileUse): string[] {
  if (free < FEWEST_FREE_PAGES || free < pages / 4) {
    return [];
  }
  return isIncremental
    ? Array.from(
        { length: Math.ceil(free / PAGES_AT_ONCE) },
        () => `pragma incremental_vacuum(${PAGES_AT_ONCE})`,
      )
    : ['pragma auto_vacuum = incremental', 'vacuum'];
}
