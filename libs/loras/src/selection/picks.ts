import type { Lora, LoraChoice, SelectedLora } from '@fusionbridge/core';
import type { Catalogue } from '../catalogue/catalogue.js';
import { foldPhrase } from '../matching/fold.js';
import type { LoraMatch } from '../matching/lora-matcher.js';

/** A LoRA and the reason it was chosen. */
export interface Pick {
  readonly lora: Lora;
  readonly reason: string;
}

/** A LoRA that the client named; null if the catalogue does not have it. */
export interface NamedPick {
  readonly choice: SelectedLora;
  readonly lora: Lora | null;
}

/** LoRAs named by the client. Unknown names are kept, since the provider may know them. The last entry of a name wins. */
export function namedPicks(catalogue: Catalogue, named: readonly LoraChoice[]): NamedPick[] {
  const byId = new Map<string, NamedPick>();
  for (const choice of named) {
    const lora = catalogue.find(choice.name);
    byId.set(lora?.id ?? choice.name, {
      lora,
      choice:
        lora === null
          ? { ...choice, reason: 'named in the request; the catalogue does not have it' }
          : selectedLora({ lora, reason: 'named in the request' }, choice.weight),
    });
  }
  return [...byId.values()];
}

/**
 * Permanent and matched LoRAs by rank. Of the variants of one character only the most exact match is in `picks`; the others
 * are in `variants`.
 */
export function rankedPicks(
  catalogue: Catalogue,
  matches: readonly LoraMatch[],
): { picks: Pick[]; variants: Pick[] } {
  const found = exactnessFirst(catalogue, matches);
  const characters = new Set<string>();
  const variants = found.filter(({ lora }) => {
    const isVariant = lora.character !== null && characters.has(foldPhrase(lora.character));
    characters.add(foldPhrase(lora.character ?? ''));
    return isVariant;
  });
  const picks = [...permanent(catalogue), ...found.filter((pick) => !variants.includes(pick))];
  return { picks: picks.toSorted(byRank), variants };
}

function permanent(catalogue: Catalogue): Pick[] {
  return catalogue.loras.filter((lora) => lora.isPermanent).map((lora) => ({ lora, reason: 'permanent' }));
}

/** The choice in the form that plans and adapters use. */
export function selectedLora({ lora, reason }: Pick, weight: number): SelectedLora {
  const { id, sources, words, providerIds, base } = lora;
  return { name: id, weight, reason, sources, words, providerIds, ...(base === null ? {} : { base }) };
}

/** Each matched LoRA once, with its longest matched phrase as the reason. */
function exactnessFirst(catalogue: Catalogue, matches: readonly LoraMatch[]): Pick[] {
  const best = new Map<string, { readonly pick: Pick; readonly exactness: number }>();
  for (const match of matches) {
    const lora = catalogue.get(match.lora);
    const exactness = exactnessOf(match);
    if (lora !== null && exactness > (best.get(lora.id)?.exactness ?? 0)) {
      const reason = `${match.kind} "${match.phrase}" in ${match.field}`;
      best.set(lora.id, { pick: { lora, reason }, exactness });
    }
  }
  return [...best.values()]
    .toSorted((a, b) => b.exactness - a.exactness || byRank(a.pick, b.pick))
    .map(({ pick }) => pick);
}

/** Longer phrases are more exact; a character's name counts less because all its variants share it. */
function exactnessOf({ phrase, kind }: LoraMatch): number {
  return foldPhrase(phrase).length + (kind === 'character' ? 0 : 0.5);
}

function byRank(a: Pick, b: Pick): number {
  return a.lora.rank - b.lora.rank || (a.lora.id < b.lora.id ? -1 : 1);
}
