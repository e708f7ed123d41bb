import { Readable } from 'node:stream';
import { type Picture } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { Responses, type ClientConnection, EventStream, type StreamEvent } from '../../../responses/index.js';
import { GenerationService } from '../../../generation/generation.service.js';
import type { ImageCall } from '../images/image-call.js';
import { generationCallOf } from '../images/generation-call.js';
import { type ImageEvent, ImageEvents } from './image-events.js';
import { PreviewPicker } from './preview-picker.js';
import { sseEvent } from './sse-event.js';
import { errorEvent } from '../../../api/errors/error-event.js';

/** Responds to a call with events: previews during generation, then each picture. */
@Injectable()
export class ImageStreaming {
  constructor(
    private readonly generation: GenerationService,
    private readonly responses: Responses,
    private readonly events: ImageEvents,
  ) {}

  /** @throws errors before the first event, as `GenerationService.generate` */
  async stream(call: ImageCall): Promise<void> {
    this.responses.stopKeepAlive(call.response);
    const stream = new EventStream(call.response, errorEvent);
    await stream.send(() => begun(this.written(call, stream)));
  }

  private async *written(
    call: ImageCall,
    line: ClientConnection,
  ): AsyncGenerator<StreamEvent, void, undefined> {
    for await (const event of this.painted(call, line)) {
      const json = this.responses.picturesIn(event);
      await json.check();
      yield sseEvent(event.type, json);
    }
  }

  private async *painted(
    call: ImageCall,
    line: ClientConnection,
  ): AsyncGenerator<ImageEvent, void, undefined> {
    const picker = new PreviewPicker(call.body.partial_images ?? 0);
    const previews = new Readable({ objectMode: true, read: () => undefined });
    const generation = await generationCallOf(call, line);
    const painting = this.generation
      .generate({
        ...generation,
        follow: ({ job }) => {
          const preview = picker.take(job.progress);
          if (preview !== null) {
            previews.push(preview);
          }
        },
      })
      .finally(() => previews.push(null));
    // Its failure is reported below, after the last preview.
    painting.catch(() => undefined);
    let shown = 0;
    for await (const preview of pictures(previews)) {
      yield this.events.partial(preview, shown, call);
      shown += 1;
    }
    const job = await painting;
    for (const picture of job.results) {
      yield this.events.completed(picture, job, shown, call);
    }
  }
}

async function* pictures(previews: AsyncIterable<Picture>): AsyncGenerator<Picture, void, undefined> {
  yield* previews;
}

/** Waits for the first event, so that an earlier failure can still be reported by the status. */
async function begun<T>(events: AsyncGenerator<T, void, undefined>): Promise<AsyncIterable<T>> {
  const first = await events.next();
  return (async function* () {
    if (first.done !== true) {
      yield first.value;
      yield* events;
    }
  })();
}
