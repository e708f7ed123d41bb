import type { Lora, LoraChoice, SelectedLora } from '@fusionbridge/core';
import type { Catalogue } from '../catalogue/catalogue.js';
import { foldPhrase } from '../matching/fold.js';
import type { LoraMatch } from '../matching/lora-matcher.js';

/** A LoRA that a rule chose, and the rule. */
export interface Pick {
  readonly lora: Lora;
  readonly reason: string;
}

/** What a client named; the catalogue may not have it. */
export interface NamedPick {
  readonly choice: SelectedLora;
  readonly lora: Lora | null;
}

/** A name that the catalogue does not have may still be known to a vendor, who says so. The last of a name counts. */
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
 * The permanent ones among those that were found, by rank; of the variants of one character only the one that was named
 * most exactly, the others in `variants`.
 */
export function rankedPicks(
  catalogue: Catalogue,
  matches: readonly LoraMatch[],
): { picks: Pick[]; variants: Pick[] } {
  const found = exactnessFirst(catalogue, matches);
  const cast = new Set<string>();
  const variants = found.filter(({ lora }) => {
    const isVariant = lora.character !== null && cast.has(foldPhrase(lora.character));
    cast.add(foldPhrase(lora.character ?? ''));
    return isVariant;
  });
  const picks = [...permanent(catalogue), ...found.filter((pick) => !variants.includes(pick))];
  return { picks: picks.toSorted(byRank), variants };
}

function permanent(catalogue: Catalogue): Pick[] {
  return catalogue.loras.filter((lora) => lora.isPermanent).map((lora) => ({ lora, reason: 'permanent' }));
}

/** The choice as plans and adapters need it. */
export function selectedLora({ lora, reason }: Pick, weight: number): SelectedLora {
  const { id, sources, words, providerIds, base } = lora;
  return { name: id, weight, reason, sources, words, providerIds, ...(base === null ? {} : { base }) };
}

/** Each LoRA once, with the longest phrase that was found of it as the reason. */
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

/** The longer the phrase, the more exactly it names; a character's name is shared by all its variants. */
function exactnessOf({ phrase, kind }: LoraMatch): number {
  return foldPhrase(phrase).length + (kind === 'character' ? 0 : 0.5);
}

function byRank(a: Pick, b: Pick): number {
  return a.lora.rank - b.lora.rank || (a.lora.id < b.lora.id ? -1 : 1);
}
