export type PictureErrorReason = 'not_a_picture' | 'truncated' | 'too_large' | 'unsupported' | 'undecodable';

/** Bytes that are not a picture the bridge accepts. The message is for people. */
export class PictureError extends Error {
  override readonly name = 'PictureError';

  constructor(
    readonly reason: PictureErrorReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
