/** A file of a multipart form. Its file name and declared type are not kept: only its bytes count. */
export interface FormFile {
  /** The name of its field. */
  readonly field: string;
  /** A view of memory that all files of the form share. */
  readonly bytes: Buffer;
}

/** A field without a file: its name and its text. */
export type FormText = readonly [name: string, text: string];

/** A multipart form that was read to its end. */
export interface ReadForm {
  readonly texts: readonly FormText[];
  readonly files: readonly FormFile[];
  readonly digest: () => Promise<string>;
}
