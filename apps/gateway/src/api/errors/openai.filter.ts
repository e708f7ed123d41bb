import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Answers, logFailure } from '../../answers/index.js';
import { reasonPhrase } from '../../failures/index.js';
import { openAiAnswerTo } from './openai-error.js';

/** Writes any error in OpenAI's shape, also when the answer has already begun. */
@Catch()
export class OpenAiFilter implements ExceptionFilter {
  constructor(private readonly answers: Answers) {}

  async catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    const response = host.switchToHttp().getResponse<Response>();
    const answer = this.answers.open(response);
    const { status, body, headers } = openAiAnswerTo(exception, answer.billed);
    logFailure(exception);
    if (!response.headersSent) {
      response.statusMessage = reasonPhrase(
        body.error.message,
        (status === 424 && body.error.billed) || 'no',
      );
    }
    await answer.json(body, { status, headers });
  }
}
