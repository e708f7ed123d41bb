import type { Caller, Model, OutputChoice, PictureFormat } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';

/** What a caller set through `POST /options`, or one request through `override_settings`. */
export interface Choices {
  /** null: the default model. */
  readonly model: Model | null;
  readonly output: OutputChoice;
}

/** Choices, and the name among them that no model has. */
export interface Chosen {
  readonly choices: Choices;
  readonly unknownModel: string | null;
}

const FORMATS: Readonly<Record<string, PictureFormat>> = {
  png: 'png',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  webp: 'webp',
};

const LONGEST_NAME = 200;
/** SillyTavern asks at once. */
const JUST_MS = 2000;

/** PNG unless somebody asks: clients name the file `.png` whatever is in it. */
const AT_FIRST: Choices = { model: null, output: { format: 'png', quality: null } };

/**
 * A1111 has one set of options for everybody; here each caller has its own, so that one user's drop-down does not
 * switch another's model. Kept in memory: after a restart SillyTavern sends its choice again on connecting.
 */
@Injectable()
export class CallerChoices {
  private readonly byCaller = new Map<string, Choices>();
  private readonly justChosen = new Map<string, number>();

  constructor(private readonly settings: Settings) {}

  of(caller: Caller): Choices {
    return this.byCaller.get(caller.id) ?? AT_FIRST;
  }

  keep(caller: Caller, choices: Choices): void {
    this.byCaller.set(caller.id, choices);
    this.justChosen.set(caller.id, Date.now());
  }

  /**
   * Whether the caller asks for progress because it has just chosen, once for each choice: SillyTavern waits up to 20 s
   * until nothing goes on, in the belief that a model is being loaded.
   */
  awaitsChoice(caller: Caller): boolean {
    const at = this.justChosen.get(caller.id);
    this.justChosen.delete(caller.id);
    return at !== undefined && Date.now() - at < JUST_MS;
  }

  /** The options' key that names the model; byte for byte the title of one entry of `GET /sd-models`. */
  titleFor(caller: Caller): string {
    return titleOf(this.of(caller).model ?? this.settings.models.defaultModel);
  }

  /** The titles a caller can choose from. */
  titles(): string[] {
    return this.settings.models.painting.map(titleOf);
  }

  /**
   * `settings` (A1111's options, any of them, of any type) over what was chosen before. An unknown format or model
   * changes nothing.
   */
  withSettings(before: Choices, settings: Readonly<Record<string, unknown>>): Chosen {
    const output = outputOf(settings, before.output);
    const name = settings['sd_model_checkpoint'];
    if (typeof name !== 'string' || name.trim() === '') {
      return { choices: { model: before.model, output }, unknownModel: null };
    }
    const model = this.find(name);
    return {
      choices: { model: model ?? before.model, output },
      unknownModel: model === null ? name.slice(0, LONGEST_NAME) : null,
    };
  }

  /** By title, id, alias, or as other clients write a checkpoint: `name.safetensors [hash]`. */
  find(name: string): Model | null {
    const plain = name.slice(0, LONGEST_NAME).trim();
    const bare = plain.replace(/\s*\[[^[\]]*\]$/, '').replace(/\.(safetensors|ckpt)$/i, '');
    return this.settings.models.find(plain) ?? this.settings.models.find(bare);
  }
}

/**
 * A1111 writes `name.safetensors [hash]`, and the bare name while it has no hash (sd_models.py `CheckpointInfo`).
 * A public model has no file and no hash, so its title is its id: nothing made up, and what people type is right.
 */
export function titleOf(model: Model): string {
  return model.id;
}

function outputOf(settings: Readonly<Record<string, unknown>>, before: OutputChoice): OutputChoice {
  const { samples_format: format, jpeg_quality: quality } = settings;
  const known = typeof format === 'string' ? FORMATS[format.toLowerCase()] : undefined;
  const usable = typeof quality === 'number' && quality >= 1 && quality <= 100;
  return {
    format: known ?? before.format,
    quality: usable ? Math.round(quality) : before.quality,
  };
}
