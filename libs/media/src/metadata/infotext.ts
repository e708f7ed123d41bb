import { formatSize, type LoraChoice, type Size } from '@fusionbridge/core';

/** What A1111 writes below a prompt. `null` leaves a pair out. */
export interface InfotextFacts {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly steps: number | null;
  readonly sampler: string | null;
  readonly scheduler: string | null;
  readonly guidance: number | null;
  readonly seed: number;
  readonly size: Size;
  readonly model: string;
  readonly strength: number | null;
  /** Their weights, as `Loras`: A1111 has them in the prompt only, from which the bridge takes them out. */
  readonly loras: readonly LoraChoice[];
  /** Name to the first digits of the file's hash, by which sites that show pictures find the LoRA. */
  readonly loraHashes?: Readonly<Record<string, string>>;
  readonly version: string;
  /** Further pairs, in their order, before `Version`. */
  readonly extra?: Readonly<Record<string, string>>;
}

/**
 * A1111's `parameters` text: the prompt, the negative prompt where there is one, and one line of pairs
 * (A1111 processing.py `create_infotext`).
 */
export function infotextOf(facts: InfotextFacts): string {
  const pairs: [string, string | number | null][] = [
    ['Steps', facts.steps],
    ['Sampler', facts.sampler],
    ['Schedule type', facts.scheduler],
    ['CFG scale', facts.guidance],
    ['Seed', facts.seed],
    ['Size', formatSize(facts.size)],
    ['Model', facts.model],
    ['Denoising strength', facts.strength],
    ['Lora hashes', listed(Object.entries(facts.loraHashes ?? {}))],
    ['Loras', listed(facts.loras.map((lora) => [lora.name, lora.weight]))],
    ...Object.entries(facts.extra ?? {}),
    ['Version', facts.version],
  ];
  const line = pairs
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${quoted(String(value))}`)
    .join(', ');
  const negative = facts.negativePrompt === '' ? [] : [`Negative prompt: ${facts.negativePrompt}`];
  return [facts.prompt, ...negative, line].join('\n');
}

/** null for an empty list, which is left out. */
function listed(pairs: readonly (readonly [string, string | number])[]): string | null {
  return pairs.length === 0 ? null : pairs.map(([name, value]) => `${name}: ${value}`).join(', ');
}

/** A1111 quotes what its own parser would split. */
function quoted(value: string): string {
  return /[,:\n]/.test(value) ? JSON.stringify(value) : value;
}
