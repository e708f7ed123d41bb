import type { Degradation, LoraChoice } from '@fusionbridge/core';

/** A LoRA that only the server itself could say it does not apply. */
export function droppedLora(lora: Pick<LoraChoice, 'name' | 'weight'>, why: string): Degradation {
  return { field: 'loras', asked: `${lora.name}:${lora.weight}`, given: 'dropped', why };
}
