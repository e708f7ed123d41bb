import { formatSize, type Job } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { PictureBase64 } from '../../../../answers/index.js';
import type { ImageBody } from '../body/image-body.dto.js';
import type { ImageCall } from '../image-call.js';
import { accountOf } from './job-account.js';
import { PictureAddress } from './picture-address.js';

/** Writes what a job made the way OpenAI does, with our account of it. */
@Injectable()
export class ImageAnswers {
  constructor(private readonly addresses: PictureAddress) {}

  /** JSON, but for the pictures in it. */
  of(job: Job, { body, request, leftOut }: ImageCall): object {
    const asUrl = wantsUrl(body);
    const revised = job.plan !== null && job.plan.prompt !== job.request.prompt ? job.plan.prompt : null;
    const [first] = job.results;
    return {
      created: Math.floor(job.createdAt / 1000),
      data: job.results.map((picture) => ({
        ...(asUrl ? { url: this.addresses.of(picture, request) } : { b64_json: new PictureBase64(picture) }),
        ...(revised === null ? {} : { revised_prompt: revised }),
      })),
      ...(first === undefined ? {} : { output_format: first.format, size: formatSize(first) }),
      ...(body.quality === undefined ? {} : { quality: body.quality }),
      fusionbridge: accountOf(job, leftOut),
    };
  }
}

/** DALL·E's clients expect addresses, everybody else bytes, unless they say what they want. */
function wantsUrl(body: ImageBody): boolean {
  return body.response_format === undefined
    ? (body.model ?? '').startsWith('dall-e-')
    : body.response_format === 'url';
}
