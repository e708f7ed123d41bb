import { z } from 'zod';
import { ASPECT_RATIOS } from '../protocol/aspect-ratio.js';

const Field = z.object({
  enum: z
    .array(z.unknown())
    .transform((options) => options.filter((one) => typeof one === 'string'))
    .optional()
    .catch(undefined),
  minimum: z.number().optional().catch(undefined),
  maximum: z.number().optional().catch(undefined),
  maxItems: z.number().int().nonnegative().optional().catch(undefined),
});

/** The relevant part of the JSON Schema of a model's requests. The vendor refuses other fields. */
export const RequestSchema = z.object({ properties: z.record(z.string(), Field.catch({})) });

export type RequestSchema = z.infer<typeof RequestSchema>;

type Fields = RequestSchema['properties'];

const ANY = {};
const OF_EVERY_MODEL = { prompt: ANY, aspect_ratio: { enum: [...ASPECT_RATIOS] }, seed: ANY };

/** For models whose schema was not read. */
const USUAL: RequestSchema = { properties: OF_EVERY_MODEL };

/** Used until its own schema is read. */
const FLUX: RequestSchema = {
  properties: {
    ...OF_EVERY_MODEL,
    num_outputs: { minimum: 1, maximum: 4 },
    output_format: ANY,
    output_quality: ANY,
    guidance_scale: { minimum: 0, maximum: 10 },
    num_inference_steps: { minimum: 1, maximum: 50 },
    hf_loras: ANY,
    lora_scales: ANY,
  },
};

export function usualSchemaOf(model: string): RequestSchema {
  return model === 'flux' ? FLUX : USUAL;
}

/** The legacy API has no schemas: models for LoRAs take one, the others none. */
export function legacySchemaOf(model: string): RequestSchema {
  const { num_outputs, output_format, output_quality } = FLUX.properties;
  const lora: Fields = model.endsWith('-lora') ? { lora_weights: ANY, lora_scale: ANY } : {};
  return {
    properties: {
      ...OF_EVERY_MODEL,
      num_outputs: num_outputs ?? ANY,
      output_format: output_format ?? ANY,
      output_quality: output_quality ?? ANY,
      ...lora,
    },
  };
}
