import {
  type Degradation,
  type LoraChoice,
  type LoraSource,
  loraSourcesOf,
  type Range,
} from '@fusionbridge/core';
import { withinLimit } from './lora-limit.js';
import { withinRange } from './within-range.js';

/** A LoRA as fal, WaveSpeed and Together take it. `path`: an address, or a Hugging Face repository. */
export interface WeightedLora {
  readonly path: string;
  readonly scale: number;
}

/** A LoRA and the weight that the vendor takes for it. */
export interface FittedLora {
  readonly lora: LoraChoice;
  readonly weight: number;
}

interface LoraLimits {
  readonly most: number;
  readonly scale: Range;
}

const SOURCES = ['url', 'huggingface'] as const;

/** As many LoRAs as the vendor takes, with weights it takes. */
export function weightedLoras(
  asked: readonly LoraChoice[],
  limits: LoraLimits,
): { loras: WeightedLora[]; degradations: Degradation[] } {
  const { loras, degradations } = fittedLoras(asked, { ...limits, sources: SOURCES });
  return { loras: loras.map(({ lora, weight }) => ({ path: pathOf(lora), scale: weight })), degradations };
}

/** The same, for vendors that take a LoRA by other means than its address. */
export function fittedLoras(
  asked: readonly LoraChoice[],
  limits: LoraLimits & { readonly sources: readonly LoraSource[] },
): { loras: FittedLora[]; degradations: Degradation[] } {
  const { kept, degradations } = withinLimit(asked, limits.most, limits.sources);
  const weighed = kept.map((lora) => ({ lora, fit: withinRange('loras', lora.weight, limits.scale) }));
  return {
    loras: weighed.map(({ lora, fit }) => ({ lora, weight: fit.value ?? 1 })),
    degradations: [
      ...degradations,
      ...weighed.flatMap(({ lora, fit }) =>
        fit.degradations.map((one) => ({
          ...one,
          asked: `${lora.name}:${one.asked}`,
          given: `${lora.name}:${one.given}`,
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
