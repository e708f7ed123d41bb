import { type Degradation, type LoraChoice, type LoraSource, loraSourcesOf } from '@fusionbridge/core';

/**
 * The first `most` LoRAs that can be had in one of these ways, and a degradation for each of the rest. Planning cuts
 * before; this is the last guard. Those that cannot be had cost no other its place.
 */
export function withinLimit(
  loras: readonly LoraChoice[],
  most: number,
  sources: readonly LoraSource[] | null = null,
): { kept: readonly LoraChoice[]; degradations: Degradation[] } {
  const canBeHad = (lora: LoraChoice): boolean => {
    const known = loraSourcesOf(lora);
    return most === 0 || sources === null || sources.some((source) => known[source] !== undefined);
  };
  const usable = loras.filter(canBeHad);
  return {
    kept: usable.slice(0, most),
    degradations: [
      ...loras.filter((lora) => !canBeHad(lora)).map((lora) => droppedLora(lora, OUT_OF_REACH)),
      ...usable.slice(most).map((lora) => droppedLora(lora, limitReason(most))),
    ],
  };
}

const OUT_OF_REACH = 'the vendor cannot take it from where it is';

export function droppedLora(lora: LoraChoice, why: string): Degradation {
  return { field: 'loras', asked: `${lora.name}:${lora.weight}`, given: 'dropped', why };
}

function limitReason(most: number): string {
  return most === 0 ? 'the vendor takes no LoRA' : `the vendor takes at most ${most}`;
}
