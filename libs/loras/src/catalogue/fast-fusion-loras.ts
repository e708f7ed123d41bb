import { type Lora, loraSourcesOf } from '@fusionbridge/core';
import { z } from 'zod';

/** One of `pipeline.loras` in FastFusion's `model_config.json`. */
const FastFusionLora = z.object({
  type: z.enum(['hub', 'local', 'url']),
  /** Repository (`hub`), path (`local`) or address (`url`). */
  address: z.string().min(1),
  weight_name: z.string().nullish(),
  adapter_name: z.string().min(1),
});

/** As much of the file as is read here. */
export const FastFusionConfig = z.object({
  pipeline: z.object({ loras: z.array(FastFusionLora).nullish() }).nullish(),
});

/** The LoRAs that FastFusion would load, by their adapter names. They are used where a client names them. */
export function lorasOf(config: z.infer<typeof FastFusionConfig>): Record<string, Lora> {
  const entries = config.pipeline?.loras ?? [];
  return Object.fromEntries(entries.map((entry) => [entry.adapter_name, loraOf(entry)]));
}

function loraOf(entry: z.infer<typeof FastFusionLora>): Lora {
  const { adapter_name: id } = entry;
  return {
    id,
    name: id,
    weight: 1,
    rank: 100,
    category: 'misc',
    character: null,
    aliases: [],
    keywords: [],
    words: { triggers: [], prepend: '', append: '', negative: '' },
    appearance: '',
    notes: '',
    isPermanent: false,
    base: null,
    sha256: null,
    sources: loraSourcesOf({ name: placeOf(entry), weight: 1 }),
    providerIds: {},
  };
}

function placeOf({ type, address, weight_name: file }: z.infer<typeof FastFusionLora>): string {
  if (type === 'hub') {
    return typeof file === 'string' && file !== '' ? `${address}/${file}` : address;
  }
  return type === 'url' ? address : (file ?? address.split(/[\\/]/).at(-1) ?? address);
}
