import { PayloadTooLargeException } from '@nestjs/common';

/** A form file that is larger than MAX_PICTURE_BYTES. */
export class FileTooLarge extends PayloadTooLargeException {
  /** @param field The name of the file's field in the form */
  constructor(
    readonly field: string,
    most: number,
  ) {
    super(`The file '${field}' is larger than ${most} bytes (MAX_PICTURE_BYTES).`);
  }
}
