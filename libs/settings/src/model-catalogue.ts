import type { Model } from '@fusionbridge/core';
import { SettingsError } from './settings-error.js';
import { isOpenAiName, modelNameOf } from './openai-names.js';
import { type ModelEntry, type ModelsFile, UpstreamEntry } from './models-file.js';

/** Model settings from `model_config.json`. */
interface SaidElsewhere {
  /** An additional name of the default model, unless another model has it. */
  readonly name: string | null;
  /** All Flux models use Redux for variations, unless their links say otherwise. */
  readonly redux: boolean;
}

const SILENCE: SaidElsewhere = { name: null, redux: false };

/** The public models and the OpenAI-compatible servers behind them, from `config/models.json`. */
export class ModelCatalogue {
  readonly all: readonly Model[];
  readonly defaultModel: Model;
  readonly upstreams: readonly UpstreamEntry[];
  private readonly byName: ReadonlyMap<string, Model>;

  constructor(file: ModelsFile, fileName: string, { name: defaultName, redux }: SaidElsewhere = SILENCE) {
    const names = new Set(file.models.flatMap(({ id, aliases }) => [id, ...aliases].map(lowerCased)));
    const more = defaultName === null || names.has(lowerCased(defaultName)) ? [] : [defaultName];
    const isDefault = ({ id, aliases }: ModelEntry): boolean =>
      [id, ...aliases].map(lowerCased).includes(lowerCased(file.default));
    this.all = file.models.map((entry) => ({
      id: entry.id,
      family: entry.family,
      aliases: isDefault(entry) ? [...entry.aliases, ...more] : entry.aliases,
      routing: entry.routing ?? null,
      responseFormat: entry.response_format ?? null,
      chain: entry.chain.map((link) => ({
        provider: link.provider,
        vendorModel: link.model,
        family: link.family ?? entry.family,
        ...(link.after_refusal === true ? { afterRefusal: true } : {}),
        redux: link.redux ?? (entry.redux || (redux && (link.family ?? entry.family) === 'flux')),
      })),
    }));
    this.upstreams = file.upstreams;
    this.byName = namesOf(this.all, fileName);
    const byDefault = this.byName.get(file.default.toLowerCase());
    if (byDefault === undefined) {
      throw new SettingsError([
        {
          file: fileName,
          key: 'default',
          found: JSON.stringify(file.default),
          allowed: `the id of one of its models: ${this.all.map((model) => model.id).join(', ')}`,
        },
      ]);
    }
    this.defaultModel = byDefault;
  }

  /** Models that generate pictures; the others only upscale. */
  get painting(): readonly Model[] {
    return this.all.filter(({ family }) => family !== 'upscaler');
  }

  /**
   * By id or alias, in any letter case, also with `openai/` in front. A name that OpenAI sells and nobody has is the
   * model whose chain begins at OpenAI and leaves the model open.
   */
  find(name: string): Model | null {
    const bare = modelNameOf(name);
    const found = this.byName.get(name.toLowerCase()) ?? this.byName.get(bare.toLowerCase()) ?? null;
    return found === null && isOpenAiName(bare) ? this.openAis : found;
  }

  private get openAis(): Model | null {
    return this.all.find(leavesOpenAiOpen) ?? null;
  }
}

function leavesOpenAiOpen({ chain: [first] }: Model): boolean {
  return first?.provider === 'openai' && first.vendorModel === '';
}

function lowerCased(name: string): string {
  return name.toLowerCase();
}

function namesOf(models: readonly Model[], fileName: string): Map<string, Model> {
  const names = new Map<string, Model>();
  for (const [index, model] of models.entries()) {
    for (const name of [model.id, ...model.aliases]) {
      const taken = names.get(name.toLowerCase());
      if (taken !== undefined) {
        throw new SettingsError([
          {
            file: fileName,
            key: `models[${index}]`,
            found: JSON.stringify(name),
            allowed: `a name that ${taken.id} does not have already`,
          },
        ]);
      }
      names.set(name.toLowerCase(), model);
    }
  }
  return names;
}
