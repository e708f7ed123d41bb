import { formatSize, lorasOfJob } from '@fusionbridge/core';
import type { GalleryPage, PictureRecord } from '@fusionbridge/jobs';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Links } from '../../links/index.js';
import { inFieldNames } from '../views/field-names.js';
import { attemptView } from '../views/attempt-view.js';
import { cursorOf } from './cursor.js';
import type {
  GalleryPageResponse,
  GalleryPictureDto,
  PictureRecordResponse,
} from './gallery-responses.dto.js';

/** In pixels: four columns of a phone, two of them where pixels are small. */
const THUMBNAIL_WIDTH = 256;

/** The answer without its class, so that it can be a part of another. */
type PlainPicture = { [Field in keyof GalleryPictureDto]: GalleryPictureDto[Field] };

/** Shows kept pictures the way OpenAI lists things. */
@Injectable()
export class PictureViews {
  constructor(private readonly links: Links) {}

  /** A page, with the cursor of the next one. */
  page({ entries, hasMore }: GalleryPage, request: Request): GalleryPageResponse {
    const last = entries.at(-1);
    return {
      object: 'list',
      data: entries.map((entry) => this.picture(entry, request)),
      has_more: hasMore,
      next_cursor: hasMore && last !== undefined ? cursorOf(last.ordinal) : null,
    };
  }

  /** All that is known of a picture, but for names its vendor gave it. */
  record({ picture, job }: PictureRecord, request: Request): PictureRecordResponse {
    const { plan } = job;
    return {
      ...this.picture(picture, request),
      original_prompt: job.request.prompt,
      summary: plan?.summary ?? null,
      negative_prompt: plan?.negativePrompt ?? job.request.negativePrompt,
      loras: lorasOfJob(job).map(({ name, weight, reason }) => ({ name, weight, reason })),
      attempts: job.attempts.map(attemptView),
      degradations: inFieldNames(job.degradations),
      cost: job.cost,
      request: asked(job.request),
      parent: job.parent,
      infotext: picture.infotext,
    };
  }

  private picture(entry: GalleryPage['entries'][number], request: Request): PlainPicture {
    const url = this.links.picture(entry, request);
    return {
      id: entry.id,
      object: 'image',
      url,
      thumbnail_url: `${url}?w=${THUMBNAIL_WIDTH}`,
      width: entry.width,
      height: entry.height,
      format: entry.format,
      bytes: entry.byteLength,
      seed: entry.seed,
      provider: entry.provider,
      content_credentials: entry.contentCredentials,
      vendor_model: entry.vendorModel,
      model: entry.model,
      prompt: entry.prompt,
      operation: entry.operation,
      dialect: entry.dialect,
      loras: entry.loras.map(({ name, weight }) => ({ name, weight })),
      created_at: Math.floor(entry.createdAt / 1000),
      job: entry.jobId,
    };
  }
}

function asked(request: PictureRecord['job']['request']): PictureRecordResponse['request'] {
  const { operation, model, seed, steps, guidance, sampler, scheduler, strength, quality } = request;
  return {
    operation,
    model,
    size: request.size === null ? null : formatSize(request.size),
    n: request.count,
    seed,
    steps,
    guidance,
    sampler,
    scheduler,
    strength,
    quality,
    output_format: request.output.format,
    fidelity: request.fidelity,
    routing: request.routing,
    source: request.source,
    mask: request.mask,
    references: [...request.references],
  };
}
