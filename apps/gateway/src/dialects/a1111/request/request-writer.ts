import {
  BridgeError,
  type Caller,
  type Degradation,
  type ImageRequest,
  newImageRequest,
  type OutputChoice,
} from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { charactersIn } from '../../../bodies/index.js';
import type { GenerationBody } from '../body/generation-body.dto.js';
import { CallerChoices, type Choices } from '../callers/caller-choices.js';
import { readPromptTags, withoutServerOptions } from './prompt-tags.js';
import { samplingOf } from './sampling.js';
import { pictureCount, type Shot, shotsOf } from './shots.js';
import type { Start } from './start-picture.js';

/** The request of one job, and the client's original texts for it. */
export interface RequestedShot {
  readonly shot: Shot;
  readonly request: ImageRequest;
}

/** The requests that one body asks for. */
export interface WrittenRequests {
  readonly shots: readonly RequestedShot[];
  readonly output: OutputChoice;
  /** Fields of the body that the requests cannot express. */
  readonly degradations: readonly Degradation[];
}

/** The input of `img2img` and its denoising strength. */
type StrongStart = Pick<Start, 'source' | 'mask'> & { readonly strength: number };

/** A typo in `n_iter` must not empty an account. */
const MOST_PICTURES = 100;

/** Turns a `txt2img` or `img2img` body into the bridge's requests. */
@Injectable()
export class RequestWriter {
  constructor(private readonly choices: CallerChoices) {}

  /** @throws BridgeError `invalid_request` for more pictures or text than the bridge accepts */
  write(body: GenerationBody, caller: Caller, start: StrongStart | null): WrittenRequests {
    checkCount(body);
    const characters = charactersIn(body);
    const degradations: Degradation[] = [];
    const choices = this.choicesOf(body, caller, degradations);
    const shared: Partial<ImageRequest> = {
      ...operationOf(start),
      ...samplingOf(body.sampler_name ?? body.sampler_index, body.scheduler),
      model: choices.model?.id ?? null,
      size: { width: body.width, height: body.height },
      steps: body.steps ?? null,
      guidance: guidanceOf(body),
      output: outputOf(choices.output),
      visibleCharacters: characters.visibleCharacters ?? [],
      characterPrompts: characters.characterPrompts,
      ...(body.summarize === false ? { summarize: false } : {}),
    };
    const shots = shotsOf(body).map((shot) => ({
      shot,
      request: requestFor(shot, shared, body, degradations),
    }));
    return { shots, output: choices.output, degradations: withoutRepeats(degradations) };
  }

  /**
   * Settings for this request: `override_settings`, then the field `model`, then the caller's earlier choice. An unknown
   * model is ignored, as in A1111 (processing.py `process_images`), and listed as a degradation.
   */
  private choicesOf(body: GenerationBody, caller: Caller, degradations: Degradation[]): Choices {
    const { sd_model_checkpoint: named, ...others } = body.override_settings;
    const asked = { ...others, sd_model_checkpoint: named ?? body.model ?? body.model_override };
    const { choices, unknownModel } = this.choices.withSettings(this.choices.of(caller), asked);
    if (unknownModel !== null) {
      degradations.push({
        field: 'model',
        asked: unknownModel,
        given: this.choices.titleFor(caller),
        why: `the models are ${this.choices.titles().join(', ')}`,
      });
    }
    if (!body.override_settings_restore_afterwards) {
      this.choices.keep(caller, choices);
    }
    return choices;
  }
}

function checkCount(body: GenerationBody): void {
  const pictures = pictureCount(body);
  if (pictures > MOST_PICTURES) {
    throw BridgeError.invalid(
      'n_iter',
      `${pictures} pictures were asked for; one request may ask for ${MOST_PICTURES}.`,
    );
  }
}

function requestFor(
  shot: Shot,
  shared: Partial<ImageRequest>,
  body: GenerationBody,
  degradations: Degradation[],
): ImageRequest {
  const prompt = readPromptTags(shot.prompt);
  degradations.push(...prompt.degradations);
  return newImageRequest({
    ...shared,
    prompt: prompt.text,
    negativePrompt: withoutServerOptions(shot.negativePrompt),
    loras: body.disable_extra_networks ? [] : prompt.loras,
    seed: shot.seed,
    count: shot.count,
  });
}

/** Clients send `denoising_strength` with `txt2img`, too; it is meaningful only with an input picture. */
function operationOf(start: StrongStart | null): Partial<ImageRequest> {
  if (start === null) {
    return { operation: 'text' };
  }
  const { source, mask, strength } = start;
  return { operation: mask === null ? 'image' : 'inpaint', source, mask, strength };
}

/** For Flux, Forge sets `cfg_scale` to 1 and uses a separate guidance. */
function guidanceOf({ cfg_scale, distilled_cfg_scale }: GenerationBody): number | null {
  return cfg_scale === 1 && distilled_cfg_scale !== undefined ? distilled_cfg_scale : (cfg_scale ?? null);
}

function outputOf({ format, quality }: OutputChoice): OutputChoice {
  return { format, quality: format === 'png' ? null : quality };
}

function withoutRepeats(degradations: readonly Degradation[]): Degradation[] {
  return [...new Map(degradations.map((one) => [`${one.field}\n${one.asked}`, one])).values()];
}
