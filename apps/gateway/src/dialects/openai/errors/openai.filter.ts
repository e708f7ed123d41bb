import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Answers, logFailure } from '../../../answers/index.js';
import { openAiErrorOf } from './openai-error.js';

/** Open WebUI shows nothing but the reason phrase: it carries the start of the message. */
const LONGEST_REASON = 120;

/** Writes any error in OpenAI's shape, also when the answer has already begun. */
@Catch()
export class OpenAiFilter implements ExceptionFilter {
  constructor(private readonly answers: Answers) {}

  async catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    const response = host.switchToHttp().getResponse<Response>();
    const { status, body, headers } = openAiErrorOf(exception);
    logFailure(exception);
    if (!response.headersSent) {
      response.statusMessage = body.error.message.replace(/[^\x20-\x7e]/g, ' ').slice(0, LONGEST_REASON);
    }
    await this.answers.open(response.req, response).json(body, { status, headers });
  }
}
