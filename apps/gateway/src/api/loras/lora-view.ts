import type { Lora } from '@fusionbridge/core';
import type { LoraResponse } from './lora-responses.dto.js';

/** A LoRA with the field names of its file. */
export function loraView(lora: Lora): LoraResponse {
  const { words } = lora;
  return {
    id: lora.id,
    name: lora.name,
    weight: lora.weight,
    rank: lora.rank,
    category: lora.category,
    character: lora.character,
    aliases: lora.aliases,
    keywords: lora.keywords,
    trigger_words: words.triggers,
    prepend_prompt: words.prepend,
    append_prompt: words.append,
    negative_prompt: words.negative,
    appearance: lora.appearance,
    notes: lora.notes,
    permanent: lora.isPermanent,
    base: lora.base,
    sha256: lora.sha256,
    sources: lora.sources,
    providers: lora.providerIds,
  };
}
