import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Answers, logFailure } from '../../answers/index.js';
import { type A1111Error, a1111ErrorOf } from './answer/a1111-error.js';

const LONGEST_REASON = 120;

/**
 * Writes any error in A1111's shape. Once the answer has begun its connection is cut instead: SillyTavern looks at
 * nothing but the status, and would search a 200 for its picture.
 */
@Catch()
export class A1111Filter implements ExceptionFilter {
  constructor(private readonly answers: Answers) {}

  async catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    const response = host.switchToHttp().getResponse<Response>();
    const answer = this.answers.open(response.req, response);
    const { status, body, headers } = a1111ErrorOf(exception);
    logFailure(exception);
    if (response.headersSent) {
      answer.cut();
      return;
    }
    response.statusMessage = reasonOf(body);
    await answer.json(body, { status, headers });
  }
}

/** Agnai shows its user nothing but the reason phrase. */
function reasonOf({ detail, errors }: A1111Error['body']): string {
  const told = typeof detail === 'string' && detail !== '' ? detail : errors;
  const text = typeof told === 'string' ? told : 'Unprocessable Entity';
  return text.replace(/[^\x20-\x7e]/g, ' ').slice(0, LONGEST_REASON);
}
