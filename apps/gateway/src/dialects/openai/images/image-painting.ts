import { Injectable } from '@nestjs/common';
import { Answers } from '../../../answers/index.js';
import { GenerationService } from '../../../generation/generation.service.js';
import { ImageAnswers } from '../responses/image-answers.js';
import { answerWayOf } from './answer-way.js';
import type { ImageCall } from './image-call.js';
import { generationCallOf } from './generation-call.js';
import { ImageStreaming } from '../streaming/image-streaming.js';

/** Has a call painted and answers it, whichever route it came by and whichever way it wants its answer. */
@Injectable()
export class ImagePainting {
  constructor(
    private readonly generation: GenerationService,
    private readonly answers: Answers,
    private readonly written: ImageAnswers,
    private readonly streaming: ImageStreaming,
  ) {}

  /** @throws BridgeError as `GenerationService.generate` */
  async paint(call: ImageCall): Promise<void> {
    switch (answerWayOf(call)) {
      case 'stream':
        return this.streaming.stream(call);
      case 'async':
        return this.accept(call);
      case 'whole':
        return this.whole(call);
    }
  }

  private async whole(call: ImageCall): Promise<void> {
    const answer = this.answers.open(call.response);
    const job = await this.generation.generate(await generationCallOf(call, answer));
    await answer.json(this.written.of(job, call));
  }

  /** 202 with the job: it goes on whether the client waits or not. */
  private async accept(call: ImageCall): Promise<void> {
    const answer = this.answers.open(call.response);
    const job = await this.generation.start(await generationCallOf(call, answer));
    const { address, json } = this.written.accepted(job, call);
    await answer.json(json, {
      status: 202,
      headers: {
        location: address,
        'preference-applied': 'respond-async',
      },
    });
  }
}
