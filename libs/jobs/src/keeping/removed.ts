/** What was cleared away. */
export interface Removed {
  readonly jobs: number;
  readonly files: number;
  readonly bytes: number;
}

export const NOTHING: Removed = { jobs: 0, files: 0, bytes: 0 };

export function sumOf(...all: readonly Removed[]): Removed {
  return {
    jobs: all.reduce((sum, { jobs }) => sum + jobs, 0),
    files: all.reduce((sum, { files }) => sum + files, 0),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
