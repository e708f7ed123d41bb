import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Responses, logFailure } from '../../responses/index.js';
import { adviceOn, codeOf, reasonPhrase, retryHeaders, statusOnceCharged } from '../../failures/index.js';
import { type A1111Error, a1111ErrorOf } from './responses/a1111-error.js';

/**
 * Writes any error in A1111's shape. Once the answer has begun its connection is cut instead: SillyTavern looks at
 * nothing but the status, and would search a 200 for its picture.
 */
@Catch()
export class A1111Filter implements ExceptionFilter {
  constructor(private readonly responses: Responses) {}

  async catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    const response = host.switchToHttp().getResponse<Response>();
    const pending = this.responses.open(response);
    const told = a1111ErrorOf(exception);
    const status = statusOnceCharged(told.status, pending.billed);
    const advice = adviceOn(exception, status, pending.billed);
    const headers = status === told.status ? told.headers : retryHeaders(status, null);
    logFailure(exception);
    if (response.headersSent) {
      pending.abort();
      return;
    }
    response.statusMessage = reasonPhrase(reasonOf(told.body), (status === 424 && advice.billed) || 'no');
    const more = advice.billed === undefined ? {} : { code: codeOf(exception), ...advice };
    await pending.json({ ...told.body, ...more }, { status, headers });
  }
}

/** Agnai shows its user nothing but the reason phrase. */
function reasonOf({ detail, errors }: A1111Error['body']): string {
  const told = typeof detail === 'string' && detail !== '' ? detail : errors;
  return typeof told === 'string' ? told : 'Unprocessable Entity';
}
