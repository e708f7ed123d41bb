/**
 * A request that a bucket refused or did not answer. The message is for people and contains no key and no address.
 */
export class S3Error extends Error {
  override readonly name = 'S3Error';

  constructor(
    message: string,
    /** HTTP status; null if no response came. */
    readonly status: number | null,
    /** S3's code, such as `NoSuchKey`, or Node's for a connection; empty if neither is known. */
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether the bucket exists and the file does not. */
  get isMissing(): boolean {
    return this.status === 404 && this.code !== 'NoSuchBucket';
  }

  /** Whether the failure is temporary, so that a retry may succeed. */
  get mayPass(): boolean {
    return this.status === null || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}
