import { type CutJson, cutBase64 } from '@fusionbridge/media';

/** A file of a multipart form. Its file name and declared type are not kept: only its bytes count. */
export interface FormFile {
  /** The name of its field. */
  readonly field: string;
  /** A view of memory that all files of the form share. */
  readonly bytes: Buffer;
}

/** A request body that was read, from JSON or from a multipart form. */
export interface ReceivedBody {
  /** The bytes as they arrived; null for a form. */
  readonly raw: Buffer | null;
  /** The parsed JSON with its pictures set aside as bytes. */
  readonly cut: CutJson;
  /** In the order in which they arrived; empty for JSON. */
  readonly files: readonly FormFile[];
  /** SHA-256 of the content in hex. A form that is sent again with another boundary has the same one. */
  readonly digest: () => Promise<string>;
}

/** The body of a request that has none, or whose body was not read. */
export const NO_BODY: ReceivedBody = {
  raw: null,
  cut: cutBase64(Buffer.from('{}')),
  files: [],
  digest: () => Promise.resolve(''),
};
