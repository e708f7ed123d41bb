import type { ImageRequest } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import type { CatalogueDefaults } from './catalogue/catalogue.js';
import { LoraCatalogue } from './catalogue/lora-catalogue.js';
import type { LoraMatch, SearchedTexts } from './matching/lora-matcher.js';
import { selectLoras, type Selection } from './selection/select-loras.js';

/** The matches in the texts of a request, and the LoRAs selected from them. */
export interface ExplainedSelection extends Selection {
  readonly matches: readonly LoraMatch[];
}

/** Selects the LoRAs of a request from the current catalogue. */
@Injectable()
export class LoraSelector {
  constructor(private readonly catalogue: LoraCatalogue) {}

  /** Defaults for fields that the request leaves out. */
  get defaults(): CatalogueDefaults {
    return this.catalogue.current.catalogue.defaults;
  }

  select(request: ImageRequest): ExplainedSelection {
    const { prompt, negativePrompt, visibleCharacters, characterPrompts } = request;
    return this.explain({ prompt, negativePrompt, visibleCharacters, characterPrompts }, request.loras);
  }

  /** Like `select`, for texts without a request. */
  explain(texts: SearchedTexts, named: ImageRequest['loras'] = []): ExplainedSelection {
    const { catalogue, matcher } = this.catalogue.current;
    const matches = matcher.match(texts);
    return { ...selectLoras(catalogue, named, matches), matches };
  }
}
