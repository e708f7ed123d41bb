import { Injectable } from '@nestjs/common';
import { Answers } from '../../../answers/index.js';
import { GenerationService } from '../../../generation/generation.service.js';
import { ImageAnswers } from './answer/image-answers.js';
import type { ImageCall } from './image-call.js';
import { repetitionOf } from './repeated-call.js';

/** Has a call painted and answers it, whichever route it came by. */
@Injectable()
export class ImagePainting {
  constructor(
    private readonly generation: GenerationService,
    private readonly answers: Answers,
    private readonly written: ImageAnswers,
  ) {}

  /** @throws BridgeError as `GenerationService.generate` */
  async paint(call: ImageCall): Promise<void> {
    const { wanted, caller, request, response } = call;
    const answer = this.answers.open(request, response);
    const job = await this.generation.generate({
      request: wanted,
      caller,
      answer,
      dialect: 'openai',
      ...repetitionOf(request),
    });
    answer.addHeader('x-fusionbridge-provider', job.results[0]?.provider ?? '');
    await answer.json(this.written.of(job, call));
  }
}
