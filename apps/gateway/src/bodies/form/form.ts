import type { FormFile } from '../../request-context/index.js';

/** A field without a file: its name and its text. */
export type FormText = readonly [name: string, text: string];

/** A multipart form that was read completely. */
export interface ReadForm {
  readonly texts: readonly FormText[];
  readonly files: readonly FormFile[];
  readonly digest: () => Promise<string>;
}
