import type { Degradation, LoraChoice } from '@fusionbridge/core';

/** The first `most` LoRAs, and a degradation for each of the rest. Planning cuts before; this is the last guard. */
export function withinLimit(
  loras: readonly LoraChoice[],
  most: number,
): { kept: readonly LoraChoice[]; degradations: Degradation[] } {
  return {
    kept: loras.slice(0, most),
    degradations: loras.slice(most).map((lora) => droppedLora(lora, limitReason(most))),
  };
}

export function droppedLora(lora: LoraChoice, why: string): Degradation {
  return { field: 'loras', asked: `${lora.name}:${lora.weight}`, given: 'dropped', why };
}

function limitReason(most: number): string {
  return most === 0 ? 'the vendor takes no LoRA' : `the vendor takes at most ${most}`;
}
