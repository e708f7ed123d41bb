import { CONTENT_CREDENTIALS, type ContentCredentials } from '@fusionbridge/core';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PROMPT_SOURCES, type PromptSource } from '../variations/prompt-source.js';

/** One thing the answer differs in from what was asked. */
export class DegradationAnswer {
  @ApiProperty({ example: 'size' })
  field!: string;

  @ApiProperty({ example: '500x500' })
  asked!: string;

  @ApiProperty({ example: 'painted at 512x512, then brought to 500x500' })
  given!: string;

  @ApiProperty({ example: 'the vendor does not paint the asked size' })
  why!: string;
}

/** US dollars, and where the figure comes from. */
export class CostAnswer {
  @ApiProperty({ example: 0 })
  usd!: number;

  @ApiProperty({ enum: ['reported', 'list', 'estimate', 'free'] })
  source!: string;
}

/** One call to one provider. */
export class AttemptAnswer {
  @ApiProperty({ example: 'sandbox' })
  provider!: string;

  @ApiProperty({ example: 'scene' })
  model!: string;

  /** What became of it. */
  @ApiProperty({
    enum: ['not_sent', 'rejected', 'accepted', 'unknown', 'delivered'],
    nullable: true,
    type: String,
  })
  outcome!: string | null;

  /** Pictures that passed the checks. */
  @ApiProperty({ example: 1 })
  delivered!: number;

  @ApiProperty({ type: CostAnswer, nullable: true })
  cost!: CostAnswer | null;

  @ApiProperty({ example: 1.25, nullable: true, type: Number })
  seconds!: number | null;

  @ApiProperty({ nullable: true, type: String })
  error!: string | null;
}

/** A LoRA that was chosen, and why. */
export class SelectedLoraAnswer {
  @ApiProperty({ example: 'film-grain' })
  name!: string;

  @ApiProperty({ example: 0.8 })
  weight!: number;

  @ApiProperty({ example: 'named in the request' })
  reason!: string;
}

/** A phrase of a LoRA that was found in a text. */
export class LoraMatchAnswer {
  @ApiProperty({ example: 'elena' })
  lora!: string;

  @ApiProperty({ enum: ['keyword', 'trigger', 'alias', 'character'] })
  kind!: string;

  /** As the catalogue has it. */
  @ApiProperty({ example: 'elena' })
  phrase!: string;

  @ApiProperty({ enum: ['prompt', 'negative_prompt', 'visible_characters', 'character_prompts'] })
  field!: string;

  /** As the text has it. */
  @ApiProperty({ example: 'Elena' })
  text!: string;

  /** UTF-16 units into the text. */
  @ApiProperty({ example: 0 })
  start!: number;

  @ApiProperty({ example: 5 })
  end!: number;
}

/** Which preset was used, and what the provider was told. */
export class PresetAnswer {
  /** As `model_config.json` calls it, whatever it was asked as. */
  @ApiProperty({ example: 'standard' })
  name!: string;

  @ApiProperty({ example: 28, nullable: true, type: Number })
  steps!: number | null;

  @ApiProperty({ example: 3.5, nullable: true, type: Number })
  guidance!: number | null;

  @ApiProperty({ example: 'Euler', nullable: true, type: String })
  sampler!: string | null;

  @ApiProperty({ example: 'Simple', nullable: true, type: String })
  scheduler!: string | null;
}

/** What is known of a kept picture, wherever it is shown. */
export class PictureFacts {
  @ApiProperty({ example: 1024 })
  width!: number;

  @ApiProperty({ example: 1024 })
  height!: number;

  @ApiProperty({ example: 'png' })
  format!: string;

  /** Length of the file. */
  @ApiProperty({ example: 148_213 })
  bytes!: number;

  @ApiProperty({ example: 42 })
  seed!: number;

  @ApiProperty({ example: 'sandbox' })
  provider!: string;

  /** What became of the vendor's signature (C2PA). */
  @ApiProperty({ enum: CONTENT_CREDENTIALS, example: 'none' })
  content_credentials!: ContentCredentials;
}

/** Whether the prompt was shortened. */
export class SummaryAnswer {
  /** `none`: painted as it came. `llm`: by a language model. `extract`: by the bridge, from the prompt's own words. */
  @ApiProperty({ enum: ['none', 'llm', 'extract'] })
  by!: 'none' | 'llm' | 'extract';

  /** For people: why so; what went wrong with the language model as well. */
  @ApiProperty({ example: 'it is short enough' })
  why!: string;
}

/** What was done, what was left out and what it cost. */
export class AccountAnswer {
  /** See `GET /v1/jobs/{id}`. */
  @ApiProperty({ example: '5e0c2a7e-8f0a-4a39-9d0e-3c1f6a0b7d11' })
  job!: string;

  @ApiProperty({ example: 'default' })
  model!: string;

  /** The final prompt. */
  @ApiProperty()
  prompt!: string;

  @ApiProperty({ type: SummaryAnswer, nullable: true })
  summary!: SummaryAnswer | null;

  @ApiProperty({ type: [Number], example: [42] })
  seeds!: number[];

  /**
   * What became of the vendor's signature (C2PA) of each picture: `kept`, the file is the vendor's byte for byte; `dropped`, with
   * the reason under `degradations`; `none`, there was no signature.
   */
  @ApiProperty({ enum: CONTENT_CREDENTIALS, isArray: true, example: ['none'] })
  content_credentials!: ContentCredentials[];

  @ApiProperty({ example: 'sandbox', nullable: true, type: String })
  provider!: string | null;

  @ApiProperty({ example: 'scene', nullable: true, type: String })
  vendor_model!: string | null;

  /** Null where the provider has none, or its own. */
  @ApiProperty({ type: PresetAnswer, nullable: true })
  preset!: PresetAnswer | null;
  /** Of an edit: what was taken for its mask; null where there is none. */
  @ApiPropertyOptional({ enum: ['alpha', 'luminance', 'source_alpha'], nullable: true, type: String })
  mask_mode?: string | null;

  /** Of a variation: where its prompt came from. */
  @ApiPropertyOptional({ enum: PROMPT_SOURCES })
  prompt_source?: PromptSource;

  @ApiProperty({ type: [SelectedLoraAnswer] })
  loras!: SelectedLoraAnswer[];

  @ApiProperty({ type: [AttemptAnswer] })
  attempts!: AttemptAnswer[];

  @ApiProperty({ type: [DegradationAnswer] })
  degradations!: DegradationAnswer[];

  @ApiProperty({ type: CostAnswer, nullable: true })
  cost!: CostAnswer | null;

  /**
   * `hit`: the pictures are those of the equal request that `job` names, and cost nothing now. `bypass`: there was no fixed
   * seed, or the cache was not to be used. null where it is switched off.
   */
  @ApiProperty({ enum: ['hit', 'miss', 'bypass'], nullable: true, type: String })
  cache!: 'hit' | 'miss' | 'bypass' | null;

  /** From the call to the pictures; null for a `hit`, which only reads them. */
  @ApiProperty({ example: 1.4, nullable: true, type: Number })
  seconds!: number | null;
}

/** One picture: either field, never both. */
class PictureAnswer {
  @ApiPropertyOptional({ description: 'The file as base64.' })
  b64_json?: string;

  @ApiPropertyOptional({ example: 'http://127.0.0.1:7861/v1/images/data/3f0c.png' })
  url?: string;

  @ApiPropertyOptional({ description: 'The prompt that was really used, where it was changed.' })
  revised_prompt?: string;
}

export class GenerationAnswer {
  /** Unix seconds. */
  @ApiProperty({ example: 1795300000 })
  created!: number;

  @ApiProperty({ type: [PictureAnswer] })
  data!: PictureAnswer[];

  @ApiProperty({ example: 'png' })
  output_format!: string;

  @ApiProperty({ example: '1024x1024' })
  size!: string;

  /** As it was asked. */
  @ApiPropertyOptional({ example: 'standard' })
  quality?: string;

  @ApiProperty({ type: AccountAnswer })
  fusionbridge!: AccountAnswer;
}
