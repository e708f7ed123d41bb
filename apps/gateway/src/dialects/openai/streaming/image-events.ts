import {
  type Degradation,
  formatSize,
  type ImageResult,
  type Operation,
  type Picture,
} from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import type { CallResult } from '../../../generation/generation.service.js';
import { PictureBase64 } from '../../../responses/index.js';
import { ImagesResponseWriter } from '../responses/images-response-writer.js';
import { backgroundOf } from '../responses/background.js';
import { accountOf } from '../responses/job-account.js';
import type { ImageCall } from '../images/image-call.js';

/** The bridge counts no tokens, but the SDKs' types require the object. The cost is in the account. */
const NO_TOKENS = {
  input_tokens: 0,
  input_tokens_details: { image_tokens: 0, text_tokens: 0 },
  output_tokens: 0,
  total_tokens: 0,
} as const;

/** An event of a stream: `type` is also its name. */
export interface ImageEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Builds the events of an image stream in OpenAI's format; the last ones include the bridge's account. */
@Injectable()
export class ImageEvents {
  constructor(private readonly responses: ImagesResponseWriter) {}

  /**
   * A preview from the provider. `output_format` is the preview's own format; it may be smaller than the final picture.
   */
  partial(preview: Picture, index: number, { wanted, body }: ImageCall): ImageEvent {
    return {
      type: `${familyOf(wanted.operation)}.partial_image`,
      b64_json: new PictureBase64(preview),
      partial_image_index: index,
      created_at: Math.floor(Date.now() / 1000),
      size: wanted.size === null ? 'auto' : formatSize(wanted.size),
      quality: body.quality ?? 'auto',
      background: wanted.background === undefined ? 'opaque' : 'auto',
      output_format: preview.format,
    };
  }

  /**
   * A finished picture.
   * @param shown The number of previews sent on the stream
   */
  completed(picture: ImageResult, job: CallResult, shown: number, call: ImageCall): ImageEvent {
    const leftOut = [...call.leftOut, ...fewerPreviews(call.body.partial_images ?? 0, shown)];
    return {
      type: `${familyOf(call.wanted.operation)}.completed`,
      ...this.responses.picture(picture, job, call),
      created_at: Math.floor((job.finishedAt ?? job.createdAt) / 1000),
      size: formatSize(picture),
      quality: call.body.quality ?? 'auto',
      background: backgroundOf(job),
      output_format: picture.format,
      usage: NO_TOKENS,
      fusionbridge: accountOf(job, leftOut, call),
    };
  }
}

/** OpenAI has two families of events; variations and upscales use that of edits, because they start from a picture. */
function familyOf(operation: Operation): string {
  return operation === 'text' ? 'image_generation' : 'image_edit';
}

function fewerPreviews(asked: number, shown: number): Degradation[] {
  const why = 'the provider showed no more of its work';
  return shown < asked ? [{ field: 'partial_images', asked: String(asked), given: String(shown), why }] : [];
}
