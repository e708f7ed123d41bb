import type { Degradation, Lora, LoraChoice, SelectedLora } from '@fusionbridge/core';
import type { Catalogue } from '../catalogue/catalogue.js';
import { foldPhrase } from '../matching/fold.js';
import type { LoraMatch } from '../matching/lora-matcher.js';
import { namedPicks, type Pick, rankedPicks, selectedLora } from './picks.js';
import { RoleCaps } from './role-caps.js';

/** The LoRAs of a request, and those that were dropped. */
export interface Selection {
  /** Least important last, so that limits of providers drop those first. */
  readonly loras: readonly SelectedLora[];
  readonly degradations: readonly Degradation[];
}

/**
 * Selects the LoRAs that the client names, then permanent and matched ones by rank. At most one variant per character, and
 * as many per role as its cap allows. LoRAs named by the client are never dropped.
 */
export function selectLoras(
  catalogue: Catalogue,
  named: readonly LoraChoice[],
  matches: readonly LoraMatch[],
): Selection {
  const selection = new SelectionBuilder(catalogue.defaults.roleCaps);
  for (const { choice, lora } of namedPicks(catalogue, named)) {
    selection.add(choice, lora);
  }
  const { picks, variants } = rankedPicks(catalogue, matches);
  picks.forEach((pick) => selection.addWithinCaps(pick));
  variants.forEach(({ lora }) => selection.drop(lora, variantReason(lora)));
  return { loras: selection.loras, degradations: selection.degradations };
}

/** Collects the selected LoRAs within the caps of their roles. */
class SelectionBuilder {
  readonly degradations: Degradation[] = [];
  private readonly selected = new Map<string, SelectedLora>();
  private readonly characters = new Set<string>();
  private readonly caps: RoleCaps;

  constructor(caps: Readonly<Record<string, number>>) {
    this.caps = new RoleCaps(caps);
  }

  get loras(): SelectedLora[] {
    return [...this.selected.values()];
  }

  /** Adds a LoRA once, regardless of caps. */
  add(choice: SelectedLora, lora: Lora | null): void {
    if (this.selected.has(choice.name)) {
      return;
    }
    this.selected.set(choice.name, choice);
    if (lora !== null) {
      this.caps.take(lora.category);
      this.characters.add(foldPhrase(lora.character ?? ''));
    }
  }

  /** Adds a LoRA if its role has room and its character has none yet; drops it otherwise. */
  addWithinCaps(pick: Pick): void {
    const { lora } = pick;
    if (lora.character !== null && this.characters.has(foldPhrase(lora.character))) {
      this.drop(lora, variantReason(lora));
    } else if (this.caps.hasRoom(lora.category)) {
      this.add(selectedLora(pick, lora.weight), lora);
    } else if (!this.selected.has(lora.id)) {
      const role = this.caps.roleOf(lora.category);
      this.drop(lora, `${this.caps.capOf(lora.category)} of the role ${role} at most`);
    }
  }

  drop(lora: Lora, why: string): void {
    if (!this.selected.has(lora.id)) {
      this.degradations.push({
        field: 'loras',
        asked: `${lora.id}:${lora.weight}`,
        given: 'dropped',
        why,
      });
    }
  }
}

function variantReason({ character }: Lora): string {
  return `another LoRA of ${character ?? 'the same character'} is used`;
}
