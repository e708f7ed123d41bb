/**
 * What a bucket answered in the place of what was asked for, or that it did not answer. The message is for people and
 * names neither a key nor an address.
 */
export class S3Error extends Error {
  override readonly name = 'S3Error';

  constructor(
    message: string,
    /** HTTP's; null when no answer came. */
    readonly status: number | null,
    /** S3's own word such as `NoSuchKey`, or Node's for a connection; empty where neither said any. */
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether the file is not there, the bucket being so. */
  get isMissing(): boolean {
    return this.status === 404 && this.code !== 'NoSuchBucket';
  }

  /** Whether the same call may be answered better in a moment: all of ours can be repeated. */
  get mayPass(): boolean {
    return this.status === null || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}
