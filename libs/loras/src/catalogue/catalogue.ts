import type { Lora } from '@fusionbridge/core';
import { foldPhrase } from '../matching/fold.js';
import type { KeywordMode } from '../matching/find-phrases.js';

/** Defaults for fields that neither the client nor a LoRA sets. */
export interface CatalogueDefaults {
  readonly steps: number | null;
  readonly guidance: number | null;
  readonly negativePrompt: string;
  readonly keywordMode: KeywordMode;
  readonly matchNegativePrompt: boolean;
  /** By category. */
  readonly roleCaps: Readonly<Record<string, number>>;
}

/** An immutable snapshot of the LoRAs. Each change creates a new one. */
export class Catalogue {
  private readonly byId: ReadonlyMap<string, Lora>;
  private readonly byName: ReadonlyMap<string, Lora>;

  constructor(
    readonly loras: readonly Lora[],
    readonly defaults: CatalogueDefaults,
  ) {
    this.byId = new Map(loras.map((lora) => [lora.id, lora]));
    this.byName = namesOf(loras);
  }

  get(id: string): Lora | null {
    return this.byId.get(id) ?? null;
  }

  /** Finds a LoRA by id, name, alias, file, address or marketplace id, ignoring case and accents. */
  find(name: string): Lora | null {
    return this.get(name) ?? this.byName.get(foldPhrase(name)) ?? null;
  }
}

/** Ids take precedence over names, names over the rest, and earlier entries over later ones. */
function namesOf(loras: readonly Lora[]): Map<string, Lora> {
  const names = new Map<string, Lora>();
  const layers: ((lora: Lora) => readonly (string | undefined)[])[] = [
    ({ id }) => [id],
    ({ name }) => [name],
    ({ aliases, sources, providerIds }) => [
      ...aliases,
      sources.file,
      sources.url,
      sources.air,
      sources.huggingface,
      ...Object.values(providerIds),
    ],
  ];
  for (const layer of layers) {
    for (const lora of loras) {
      for (const name of layer(lora)) {
        const key = foldPhrase(name ?? '');
        if (key !== '' && !names.has(key)) {
          names.set(key, lora);
        }
      }
    }
  }
  return names;
}
