import { MediaEnv } from '@fusionbridge/media';
import {
  BridgeError,
  type Caller,
  type Degradation,
  type ImageRequest,
  newImageRequest,
  type OutputChoice,
} from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { charactersIn } from '../../../bodies/index.js';
import type { GenerationBody } from '../body/generation-body.dto.js';
import { CallerChoices, type Choices } from '../callers/caller-choices.js';
import { readPromptTags, withoutServerOptions } from './prompt-tags.js';
import { samplingOf } from './sampling.js';
import { pictureCount, type Shot, shotsOf } from './shots.js';
import type { Start } from './start-picture.js';

/** One job to be made, and the client's own words for it. */
export interface OrderedShot {
  readonly shot: Shot;
  readonly request: ImageRequest;
}

/** A body in the bridge's own words. */
export interface WrittenOrder {
  readonly shots: readonly OrderedShot[];
  readonly output: OutputChoice;
  /** What could not be taken over. */
  readonly degradations: readonly Degradation[];
}

/** What `img2img` starts from, and how far it goes from there. */
type StrongStart = Pick<Start, 'source' | 'mask'> & { readonly strength: number };

/** More would keep a client waiting past every deadline, and one typing error would empty an account. */
const MOST_PICTURES = 100;

/** Writes the bridge's requests from a `txt2img` or `img2img` body. */
@Injectable()
export class OrderWriter {
  private readonly maxPixels: number;

  constructor(
    settings: Settings,
    private readonly choices: CallerChoices,
  ) {
    this.maxPixels = settings.section(MediaEnv).MAX_PIXELS;
  }

  /** @throws BridgeError `invalid_request` for more pixels, pictures or text than the bridge takes */
  write(body: GenerationBody, caller: Caller, start: StrongStart | null): WrittenOrder {
    this.checkBounds(body);
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

  private checkBounds(body: GenerationBody): void {
    if (body.width * body.height > this.maxPixels) {
      throw BridgeError.invalid(
        'width',
        `${body.width}x${body.height} is more than the ${this.maxPixels} pixels allowed (MAX_PIXELS).`,
      );
    }
    const pictures = pictureCount(body);
    if (pictures > MOST_PICTURES) {
      throw BridgeError.invalid(
        'n_iter',
        `${pictures} pictures were asked for; one request may ask for ${MOST_PICTURES}.`,
      );
    }
  }

  /**
   * What counts for this request: `override_settings`, then the field `model`, then what the caller chose before. A
   * model nobody knows is passed over, as in A1111 (processing.py `process_images`), and listed.
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

/** `denoising_strength` rides along on `txt2img` and means something only where there is a picture to start from. */
function operationOf(start: StrongStart | null): Partial<ImageRequest> {
  if (start === null) {
    return { operation: 'text' };
  }
  const { source, mask, strength } = start;
  return { operation: mask === null ? 'image' : 'inpaint', source, mask, strength };
}

/** Forge drives Flux with `cfg_scale` 1 and a guidance of its own. */
function guidanceOf({ cfg_scale, distilled_cfg_scale }: GenerationBody): number | null {
  return cfg_scale === 1 && distilled_cfg_scale !== undefined ? distilled_cfg_scale : (cfg_scale ?? null);
}

function outputOf({ format, quality }: OutputChoice): OutputChoice {
  return { format, quality: format === 'png' ? null : quality };
}

function withoutRepeats(degradations: readonly Degradation[]): Degradation[] {
  return [...new Map(degradations.map((one) => [`${one.field}\n${one.asked}`, one])).values()];
}
