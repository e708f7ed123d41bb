import { Injectable } from '@nestjs/common';
import { Responses } from '../../../responses/index.js';
import { GenerationService } from '../../../generation/generation.service.js';
import { ImagesResponseWriter } from '../responses/images-response-writer.js';
import { responseModeOf } from './response-mode.js';
import type { ImageCall } from './image-call.js';
import { generationCallOf } from './generation-call.js';
import { ImageStreaming } from '../streaming/image-streaming.js';

/** Generates the pictures of a call and responds in the mode that it requests. */
@Injectable()
export class ImagePainting {
  constructor(
    private readonly generation: GenerationService,
    private readonly responses: Responses,
    private readonly written: ImagesResponseWriter,
    private readonly streaming: ImageStreaming,
  ) {}

  /** @throws BridgeError as `GenerationService.generate` */
  async paint(call: ImageCall): Promise<void> {
    switch (responseModeOf(call)) {
      case 'stream':
        return this.streaming.stream(call);
      case 'async':
        return this.accept(call);
      case 'whole':
        return this.whole(call);
    }
  }

  private async whole(call: ImageCall): Promise<void> {
    const pending = this.responses.open(call.response);
    const job = await this.generation.generate(await generationCallOf(call, pending));
    await pending.json(this.written.of(job, call));
  }

  /** 202 with the job: it goes on whether the client waits or not. */
  private async accept(call: ImageCall): Promise<void> {
    const pending = this.responses.open(call.response);
    const job = await this.generation.start(await generationCallOf(call, pending));
    const { address, json } = this.written.accepted(job, call);
    await pending.json(json, {
      status: 202,
      headers: {
        location: address,
        'preference-applied': 'respond-async',
      },
    });
  }
}
