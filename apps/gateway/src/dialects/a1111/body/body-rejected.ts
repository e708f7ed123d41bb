import { HttpException, HttpStatus } from '@nestjs/common';

/** One invalid field in FastAPI's format. */
export interface RejectedField {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** An invalid body; the response is `422 {"detail": [...]}`. */
export class BodyRejected extends HttpException {
  constructor(readonly detail: readonly RejectedField[]) {
    super(
      detail.map((one) => `${one.loc.slice(1).join('.') || 'body'}: ${one.msg}`).join('; '),
      HttpStatus.UNPROCESSABLE_ENTITY,
    );
  }

  static notAnObject(value: unknown): BodyRejected {
    const missing = value === undefined || value === null;
    return new BodyRejected([
      {
        loc: ['body'],
        msg: missing ? 'field required' : 'value is not a valid dict',
        type: missing ? 'value_error.missing' : 'type_error.dict',
      },
    ]);
  }
}
