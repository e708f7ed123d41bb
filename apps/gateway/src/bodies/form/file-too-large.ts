import { PayloadTooLargeException } from '@nestjs/common';

/** A file of a form that is larger than MAX_PICTURE_BYTES. */
export class FileTooLarge extends PayloadTooLargeException {
  /** @param field The form's name for it */
  constructor(
    readonly field: string,
    most: number,
  ) {
    super(`The file '${field}' is larger than ${most} bytes (MAX_PICTURE_BYTES).`);
  }
}
