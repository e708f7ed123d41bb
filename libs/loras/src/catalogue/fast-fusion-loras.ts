import { type Lora, loraSourcesOf } from '@fusionbridge/core';
import type { ModelConfigLora } from '@fusionbridge/settings';

/** The LoRAs of FastFusion's configuration by adapter name. Used only if a client names them. */
export function lorasOf(entries: readonly ModelConfigLora[]): Record<string, Lora> {
  return Object.fromEntries(entries.map((entry) => [entry.adapter_name, loraOf(entry)]));
}

function loraOf(entry: ModelConfigLora): Lora {
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

function placeOf({ type, address, weight_name: file }: ModelConfigLora): string {
  if (type === 'hub') {
    return typeof file === 'string' && file !== '' ? `${address}/${file}` : address;
  }
  return type === 'url' ? address : (file ?? address.split(/[\\/]/).at(-1) ?? address);
}
