import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Responses, logFailure } from '../../responses/index.js';
import { reasonPhrase } from '../../failures/index.js';
import { openAiResponseTo } from './openai-error.js';

/** Writes any error in OpenAI's shape, also when the answer has already begun. */
@Catch()
export class OpenAiFilter implements ExceptionFilter {
  constructor(private readonly responses: Responses) {}

  async catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    const response = host.switchToHttp().getResponse<Response>();
    const pending = this.responses.open(response);
    const { status, body, headers } = openAiResponseTo(exception, pending.billed);
    logFailure(exception);
    if (!response.headersSent) {
      response.statusMessage = reasonPhrase(
        body.error.message,
        (status === 424 && body.error.billed) || 'no',
      );
    }
    await pending.json(body, { status, headers });
  }
}
