import { type LoraChoice, loraSourcesOf } from '@fusionbridge/core';

/** A LoRA as fal, Together and WaveSpeed take it. */
export interface AddressedLora {
  /** Address of the file, or `owner/repository` at Hugging Face. */
  readonly path: string;
  readonly scale: number;
}

/** For vendors that take a LoRA by its address or as a Hugging Face repository, of which they choose the file. */
export function addressedLora(lora: LoraChoice): AddressedLora {
  const { url, huggingface } = loraSourcesOf(lora);
  return { path: url ?? huggingface ?? lora.name, scale: lora.weight };
}
