import type { Caller, Model, OutputChoice, PictureFormat } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';

/** Options that a caller set with `POST /options`, or for one request with `override_settings`. */
export interface Choices {
  /** null: the default model. */
  readonly model: Model | null;
  readonly output: OutputChoice;
}

/** Choices, and the requested model name if no model has it. */
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
/** SillyTavern asks immediately after choosing. */
const JUST_MS = 2000;

/** PNG by default: clients name the file `.png` whatever its content. */
const AT_FIRST: Choices = { model: null, output: { format: 'png', quality: null } };

/**
 * A1111 has one set of options for all clients; here each caller has its own, so that one user's drop-down does not
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
   * True once after each choice, if the caller asks for progress right after it: SillyTavern then waits up to 20 s
   * until nothing is running, assuming that a model is being loaded.
   */
  awaitsChoice(caller: Caller): boolean {
    const at = this.justChosen.get(caller.id);
    this.justChosen.delete(caller.id);
    return at !== undefined && Date.now() - at < JUST_MS;
  }

  /** The model option; equals the title of one entry of `GET /sd-models` byte for byte. */
  titleFor(caller: Caller): string {
    return titleOf(this.of(caller).model ?? this.settings.models.defaultModel);
  }

  /** The titles a caller can choose from. */
  titles(): string[] {
    return this.settings.models.painting.map(titleOf);
  }

  /**
   * Merges `settings` (any of A1111's options, of any type) into earlier choices. An unknown format or model changes
   * nothing.
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

  /**
   * Finds a model by title, id or alias, or by a checkpoint name as other clients write it: `name.safetensors [hash]`.
   */
  find(name: string): Model | null {
    const plain = name.slice(0, LONGEST_NAME).trim();
    const bare = plain.replace(/\s*\[[^[\]]*\]$/, '').replace(/\.(safetensors|ckpt)$/i, '');
    return this.settings.models.find(plain) ?? this.settings.models.find(bare);
  }
}

/**
 * A1111 writes `name.safetensors [hash]`, and the bare name while it has no hash (sd_models.py `CheckpointInfo`). A
 * public model has no file and no hash, so its title is its id, which is also what people type.
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
