import { z } from 'zod';

/** Lists may also be written as one comma-separated text. */
const texts = z
  .union([z.array(z.string()), z.string()])
  .nullish()
  .transform((given) =>
    (typeof given === 'string' ? given.split(',') : (given ?? []))
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  );

const text = z
  .string()
  .nullish()
  .transform((given) => given?.trim() ?? '');

const nameOrNothing = z
  .string()
  .nullish()
  .transform((given) => (given === undefined || given === null || given.trim() === '' ? null : given.trim()));

/** An entry of `loras` (`master_lora_dict.json`); unknown fields are kept in the file but not read. */
export const LoraFileEntry = z.object({
  name: nameOrNothing,
  /** An address, an AIR id, `owner/repository` or a file name. */
  url: text,
  weight: z.coerce.number().min(-10).max(10).default(1),
  rank: z.coerce.number().default(100),
  category: text.transform((given) => given.toLowerCase() || 'misc'),
  trigger_words: texts,
  keywords: texts,
  prepend_prompt: text,
  append_prompt: text,
  negative_prompt: text,
  notes: text,
  permanent: z.boolean().nullish(),
  character: nameOrNothing,
  aliases: texts,
  appearance: text,
  base: nameOrNothing.transform((given) => given?.toLowerCase() ?? null),
  sha256: z
    .string()
    .regex(/^[\da-f]{64}$/i, '64 hexadecimal digits')
    .nullish(),
  /** The LoRA's id at each provider, by provider id. */
  providers: z.record(z.string(), z.string()).nullish(),
});

export type LoraFileEntry = z.infer<typeof LoraFileEntry>;

const KEYWORD_MODES = ['word', 'substring'] as const;

/** The `config` of the file. */
const LoraFileConfig = z.object({
  default_steps: z.coerce.number().int().min(1).max(500).nullish(),
  default_guidance_scale: z.coerce.number().min(0).max(100).nullish(),
  permanent_loras: z.array(z.string()).nullish(),
  default_negative_prompt: text,
  keyword_mode: z.enum(KEYWORD_MODES).nullish(),
  /** True to search the negative prompt for keywords, too. Default: false. */
  match_negative_prompt: z.boolean().nullish(),
  /** Maximum number of LoRAs per image, by category. */
  role_caps: z.record(z.string(), z.number().int().min(0)).nullish(),
});

/** The whole file. */
export const LoraFile = z.object({
  config: LoraFileConfig.prefault({}),
  loras: z.record(z.string().min(1), LoraFileEntry),
});

export type LoraFile = z.infer<typeof LoraFile>;
