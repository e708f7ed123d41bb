import { type Degradation, formatSize, type ImageResult, type Job } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import type { CallResult } from '../../../generation/generation.service.js';
import { PictureBase64 } from '../../../responses/index.js';
import { Links } from '../../../links/index.js';
import type { ImageBody } from '../requests/image-body.dto.js';
import type { ImageCall } from '../images/image-call.js';
import { acceptedJobView, jobAddress } from '../../../api/jobs/accepted-job-view.js';
import { backgroundOf } from './background.js';
import { accountOf } from './job-account.js';
import { UsualFormat } from './usual-format.js';

/** Builds responses in OpenAI's format, with the bridge's account of the job. */
@Injectable()
export class ImagesResponseWriter {
  constructor(
    private readonly links: Links,
    private readonly format: UsualFormat,
  ) {}

  /** The response, with placeholders for its pictures. */
  of(job: CallResult, call: ImageCall): object {
    const { body, leftOut } = call;
    const [first] = job.results;
    return {
      created: Math.floor(job.createdAt / 1000),
      data: job.results.map((picture) => this.picture(picture, job, call)),
      ...(first === undefined ? {} : { output_format: first.format, size: formatSize(first) }),
      ...(body.background === undefined ? {} : { background: backgroundOf(job) }),
      ...(body.quality === undefined ? {} : { quality: body.quality }),
      fusionbridge: accountOf(job, [...leftOut, ...unseenPreviews(body)], call),
    };
  }

  /** The response for a job that continues without its client, and the address to follow it. */
  accepted(job: Job, call: ImageCall): { readonly address: string; readonly json: object } {
    return {
      address: jobAddress(job, this.links, call.request),
      json: acceptedJobView(job, this.links, call),
    };
  }

  /** One picture as bytes or address, as the client prefers, and its prompt if it was changed. */
  picture(picture: ImageResult, { plan, request: asked }: Job, { body, request }: ImageCall): object {
    const isRevised = plan !== null && plan.prompt !== asked.prompt;
    return {
      ...(this.format.wantsUrl(body, plan?.model ?? '')
        ? { url: this.links.picture(picture, request) }
        : { b64_json: new PictureBase64(picture) }),
      ...(isRevised ? { revised_prompt: plan.prompt } : {}),
    };
  }
}

/** Previews can be sent only in a stream. */
function unseenPreviews({ partial_images: asked = 0 }: ImageBody): Degradation[] {
  const why = 'only a stream shows the work on the way';
  return asked === 0 ? [] : [{ field: 'partial_images', asked: String(asked), given: 'dropped', why }];
}
