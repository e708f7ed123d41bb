import { type LoraChoice, type LoraSource, loraSourcesOf } from '@fusionbridge/core';
import type { HuggingFaceSpaceEnv } from './huggingface-space.env.js';
import { filled, type TemplateField, templateIn } from './template.js';

/** What a request can put into a parameter. `image` is an uploaded file, `image_url` its address. `loras` is a JSON text as `/run_lora` takes it, `lora_list` the list itself. */
const WORDS = [
  'prompt',
  'negative_prompt',
  'width',
  'height',
  'steps',
  'guidance',
  'strength',
  'seed',
  'image',
  'image_url',
  'loras',
  'lora_list',
] as const;
export type Word = (typeof WORDS)[number];

/** What of a LoRA can stand in an entry. */
const LORA_WORDS = ['name', 'url', 'repository', 'file', 'weight'] as const;
type LoraWord = (typeof LORA_WORDS)[number];

/** `/run_lora` of the Space that the Flux LoRA Bridge used; nothing is uploaded to its owner's bucket. */
const USUAL_PARAMETERS = {
  prompt: '{prompt}',
  image_url: '{image_url|}',
  lora_strings_json: '{loras}',
  cfg_scale: '{guidance|3.5}',
  steps: '{steps|28}',
  randomize_seed: false,
  seed: '{seed}',
  width: '{width}',
  height: '{height}',
  upload_to_r2: false,
  account_id: '',
  access_key: '',
  secret_key: '',
  bucket: '',
};
const USUAL_LORA = { id: '{name}', url: '{url}', weight: '{weight}' };
const REPOSITORY = /^([^/]+\/[^/]+)(?:\/(.+))?$/;

export type Values = Readonly<Partial<Record<Word, unknown>>>;

/** How a request is put into the words of one Space. */
export class Mapping {
  readonly fields: readonly TemplateField<Word>[];
  private readonly lora: readonly TemplateField<LoraWord>[];

  /** @throws SettingsError */
  constructor(env: HuggingFaceSpaceEnv) {
    const parameters = env.HF_SPACE_PARAMETERS ?? JSON.stringify(USUAL_PARAMETERS);
    this.fields = templateIn('HF_SPACE_PARAMETERS', parameters, WORDS);
    this.lora = templateIn('HF_SPACE_LORA', env.HF_SPACE_LORA ?? JSON.stringify(USUAL_LORA), LORA_WORDS);
  }

  takes(...words: readonly Word[]): boolean {
    return this.fields.some((field) => 'word' in field && words.includes(field.word));
  }

  /** The parameters that a value goes into. */
  parametersOf(word: Word): readonly string[] {
    return this.fields.flatMap((field) => ('word' in field && field.word === word ? [field.name] : []));
  }

  /** An entry with an address takes every LoRA that has one; one with a repository those at Hugging Face. */
  get loraSources(): readonly LoraSource[] {
    const uses = (word: LoraWord): boolean =>
      this.lora.some((field) => 'word' in field && field.word === word);
    return uses('url') ? ['url', 'huggingface'] : ['huggingface'];
  }

  parameters(values: Values): Record<string, unknown> {
    return filled(this.fields, values);
  }

  loraEntry(choice: LoraChoice): Record<string, unknown> {
    const { url, huggingface } = loraSourcesOf(choice);
    const [, repository, file] = REPOSITORY.exec(huggingface ?? '') ?? [];
    return filled(this.lora, {
      name: choice.name,
      url: url ?? (huggingface === undefined ? undefined : `https://huggingface.co/${huggingface}`),
      repository,
      file,
      weight: choice.weight,
    });
  }
}
