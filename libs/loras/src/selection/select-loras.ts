import type { Degradation, Lora, LoraChoice, SelectedLora } from '@fusionbridge/core';
import type { Catalogue } from '../catalogue/catalogue.js';
import { foldPhrase } from '../matching/fold.js';
import type { LoraMatch } from '../matching/lora-matcher.js';
import { namedPicks, type Pick, rankedPicks, selectedLora } from './picks.js';
import { RoleCaps } from './role-caps.js';

/** The LoRAs of a request, and what was left out on the way. */
export interface Selection {
  /** The weakest last: there vendors with lower limits cut. */
  readonly loras: readonly SelectedLora[];
  readonly degradations: readonly Degradation[];
}

/**
 * What the client names, then the permanent ones and those that were found, by rank. Of one character one variant, of
 * each role as many as its cap allows; only what the client names stays in any case.
 */
export function selectLoras(
  catalogue: Catalogue,
  named: readonly LoraChoice[],
  matches: readonly LoraMatch[],
): Selection {
  const table = new Table(catalogue.defaults.roleCaps);
  for (const { choice, lora } of namedPicks(catalogue, named)) {
    table.seat(choice, lora);
  }
  const { picks, variants } = rankedPicks(catalogue, matches);
  picks.forEach((pick) => table.offer(pick));
  variants.forEach(({ lora }) => table.leaveOut(lora, variantReason(lora)));
  return { loras: table.loras, degradations: table.degradations };
}

/** Who has a seat already. */
class Table {
  readonly degradations: Degradation[] = [];
  private readonly seated = new Map<string, SelectedLora>();
  private readonly cast = new Set<string>();
  private readonly caps: RoleCaps;

  constructor(caps: Readonly<Record<string, number>>) {
    this.caps = new RoleCaps(caps);
  }

  get loras(): SelectedLora[] {
    return [...this.seated.values()];
  }

  /** Whatever the caps say; nobody sits twice. */
  seat(choice: SelectedLora, lora: Lora | null): void {
    if (this.seated.has(choice.name)) {
      return;
    }
    this.seated.set(choice.name, choice);
    if (lora !== null) {
      this.caps.take(lora.category);
      this.cast.add(foldPhrase(lora.character ?? ''));
    }
  }

  /** Where there is room for its role, and its character is not there yet. */
  offer(pick: Pick): void {
    const { lora } = pick;
    if (lora.character !== null && this.cast.has(foldPhrase(lora.character))) {
      this.leaveOut(lora, variantReason(lora));
    } else if (this.caps.hasRoom(lora.category)) {
      this.seat(selectedLora(pick, lora.weight), lora);
    } else if (!this.seated.has(lora.id)) {
      const role = this.caps.roleOf(lora.category);
      this.leaveOut(lora, `${this.caps.capOf(lora.category)} of the role ${role} at most`);
    }
  }

  leaveOut(lora: Lora, why: string): void {
    if (!this.seated.has(lora.id)) {
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
