import type { ImageRequest } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import type { CatalogueDefaults } from './catalogue/catalogue.js';
import { LoraCatalogue } from './catalogue/lora-catalogue.js';
import type { LoraMatch, SearchedTexts } from './matching/lora-matcher.js';
import { selectLoras, type Selection } from './selection/select-loras.js';

/** What was found in the texts of a request, and what was chosen of it. */
export interface ExplainedSelection extends Selection {
  readonly matches: readonly LoraMatch[];
}

/** Chooses the LoRAs of a request from the catalogue as it is now. */
@Injectable()
export class LoraSelector {
  constructor(private readonly catalogue: LoraCatalogue) {}

  /** What counts where the request says nothing. */
  get defaults(): CatalogueDefaults {
    return this.catalogue.current.catalogue.defaults;
  }

  select(request: ImageRequest): ExplainedSelection {
    const { prompt, negativePrompt, visibleCharacters, characterPrompts } = request;
    return this.explain({ prompt, negativePrompt, visibleCharacters, characterPrompts }, request.loras);
  }

  /** For texts that belong to no request. */
  explain(texts: SearchedTexts, named: ImageRequest['loras'] = []): ExplainedSelection {
    const { catalogue, matcher } = this.catalogue.current;
    const matches = matcher.match(texts);
    return { ...selectLoras(catalogue, named, matches), matches };
  }
}
