import { type Degradation, type LoraChoice, loraSourcesOf } from '@fusionbridge/core';
import { withinLimit } from './lora-limit.js';
import { type Range, withinRange } from './within-range.js';

/** A LoRA as fal, WaveSpeed and Together take it. `path`: an address, or a Hugging Face repository. */
export interface WeightedLora {
  readonly path: string;
  readonly scale: number;
}

const SOURCES = ['url', 'huggingface'] as const;

/** As many LoRAs as the vendor takes, with weights it takes. */
export function weightedLoras(
  loras: readonly LoraChoice[],
  limits: { readonly most: number; readonly scale: Range },
): { loras: WeightedLora[]; degradations: Degradation[] } {
  const { kept, degradations } = withinLimit(loras, limits.most, SOURCES);
  const weighed = kept.map((lora) => ({
    name: lora.name,
    path: pathOf(lora),
    fit: withinRange('loras', lora.weight, limits.scale),
  }));
  return {
    loras: weighed.map(({ path, fit }) => ({ path, scale: fit.value ?? 1 })),
    degradations: [
      ...degradations,
      ...weighed.flatMap(({ name, fit }) =>
        fit.degradations.map((one) => ({
          ...one,
          asked: `${name}:${one.asked}`,
          given: `${name}:${one.given}`,
        })),
      ),
    ],
  };
}

/** A repository without a file is for the vendor to open. */
function pathOf(lora: LoraChoice): string {
  const { url, huggingface } = loraSourcesOf(lora);
  return url ?? huggingface ?? lora.name;
}
