import { formatSize, type Job, type Model, newImageRequest, type Picture } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { readingOf } from '../../../bodies/index.js';
import { GenerationService } from '../../../generation/generation.service.js';
import { inClientsWords } from '../responses/field-names.js';
import type { ExtrasFields } from '../body/picture-bodies.dto.js';
import { DIALECT } from '../callers/own-jobs.js';
import type { GenerationContext } from '../painting.service.js';
import { type ExtrasResult, facesNote, PictureExtras } from './picture-extras.js';
import { UpscalerModels } from './upscaler-models.js';

/**
 * The context of the job. It has no cache choice: an upscale without a seed is not reproducible, so none is served from
 * the cache.
 */
type EnlargementContext = Pick<GenerationContext, 'caller' | 'client' | 'routing' | 'identity'>;

/** Upscales pictures: as a job for a provider's upscaler if one is chosen, else with Lanczos. */
@Injectable()
export class Enlarging {
  constructor(
    private readonly models: UpscalerModels,
    private readonly extras: PictureExtras,
    private readonly generation: GenerationService,
  ) {}

  /** @throws BridgeError as `GenerationService.generate`; `invalid_request` if the result would be too large */
  async enlarge(picture: Picture, body: ExtrasFields, context: EnlargementContext): Promise<ExtrasResult> {
    const model = this.models.meant(body.upscaler_1);
    const { told, ...result } = await (model === null
      ? this.extras.develop(picture, body)
      : this.upscaled(picture, body, model, context));
    return { ...result, told: [told, ...unknownNote(body)].join(' ') };
  }

  private async upscaled(
    source: Picture,
    body: ExtrasFields,
    model: Model,
    { caller, client, routing, identity }: EnlargementContext,
  ): Promise<ExtrasResult> {
    const { size } = this.extras.wanted(source, body);
    const job = await this.generation.generate({
      request: newImageRequest({
        operation: 'upscale',
        model: model.id,
        source,
        size,
        routing,
        output: { format: 'png', quality: null },
      }),
      caller,
      client,
      dialect: DIALECT,
      identity,
    });
    const [result] = job.results;
    if (result === undefined) {
      throw new Error(`the job ${job.id} succeeded without a picture`);
    }
    const told = `Enlarged from ${formatSize(source)} to ${formatSize(result)} by ${whoIn(job)}.`;
    return { picture: result, told: [told, ...notesOf(job), ...facesNote(body)].join(' ') };
  }
}

function whoIn({ results: [result] }: Job): string {
  const { provider = '', vendorModel = '' } = result ?? {};
  return escaped(vendorModel === '' ? provider : `${provider} (${vendorModel})`);
}

function notesOf({ degradations }: Job): string[] {
  return inClientsWords(degradations).map(
    ({ field, given, why }) => `${escaped(`${field}: ${given}, because ${why}`)}.`,
  );
}

function unknownNote(body: ExtrasFields): string[] {
  const names = readingOf(body).leftOut.map(({ field, asked }) => (field === 'body' ? asked : field));
  return names.length === 0 ? [] : [`Not known here, and left out: ${escaped(names.join(', '))}.`];
}

/** The description is HTML. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
