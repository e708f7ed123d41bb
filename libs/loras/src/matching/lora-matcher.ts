import type { Lora } from '@fusionbridge/core';
import type { Catalogue } from '../catalogue/catalogue.js';
import { findPhrases, type KeywordMode } from './find-phrases.js';
import { foldPhrase, foldWithGaps } from './fold.js';
import { PhraseAutomaton } from './phrase-automaton.js';

/** The field of the LoRA that matched. */
export type MatchKind = 'keyword' | 'trigger' | 'alias' | 'character';

/** The field of the request that matched: the prompt, or a field of the Flux LoRA Bridge plugin. */
export type MatchField = 'prompt' | 'negative_prompt' | 'visible_characters' | 'character_prompts';

/** The texts of a request that are searched. */
export interface SearchedTexts {
  readonly prompt: string;
  readonly negativePrompt?: string | undefined;
  readonly visibleCharacters?: readonly string[] | undefined;
  /** Appearance of each character, by name. */
  readonly characterPrompts?: Readonly<Record<string, string>> | undefined;
}

/** One phrase of one LoRA in one text. Positions are UTF-16 units of that text. */
export interface LoraMatch {
  readonly lora: string;
  readonly kind: MatchKind;
  /** As written in the catalogue. */
  readonly phrase: string;
  readonly field: MatchField;
  /** As written in the text. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Entry {
  readonly lora: string;
  readonly kind: MatchKind;
  readonly phrase: string;
}

/** Finds the LoRAs of one catalogue in texts. Expensive to build, so there is one per catalogue. */
export class LoraMatcher {
  private readonly entries: readonly (readonly Entry[])[];
  private readonly automaton: PhraseAutomaton;
  private readonly mode: KeywordMode;
  private readonly searchesNegative: boolean;

  constructor(catalogue: Catalogue) {
    const byPhrase = new Map<string, Entry[]>();
    for (const entry of catalogue.loras.flatMap(entriesOf)) {
      for (const folded of spellingsOf(entry.phrase)) {
        const known = byPhrase.get(folded);
        if (known === undefined) {
          byPhrase.set(folded, [entry]);
        } else {
          known.push(entry);
        }
      }
    }
    byPhrase.delete('');
    this.entries = [...byPhrase.values()];
    this.automaton = new PhraseAutomaton([...byPhrase.keys()]);
    this.mode = catalogue.defaults.keywordMode;
    this.searchesNegative = catalogue.defaults.matchNegativePrompt;
  }

  /** Every match, field by field, in the order of the text. */
  match(texts: SearchedTexts): LoraMatch[] {
    const { prompt, negativePrompt = '' } = texts;
    return [
      ...this.matchIn('prompt', prompt),
      ...(this.searchesNegative ? this.matchIn('negative_prompt', negativePrompt) : []),
      ...(texts.visibleCharacters ?? []).flatMap((name) => this.matchIn('visible_characters', name)),
      ...shownPrompts(texts).flatMap((text) => this.matchIn('character_prompts', text)),
    ];
  }

  private matchIn(field: MatchField, text: string): LoraMatch[] {
    const matches: LoraMatch[] = [];
    for (const found of findPhrases(text, this.automaton, this.mode)) {
      for (const { lora, kind, phrase } of this.entries[found.phrase] ?? []) {
        // Not spread: spreading dominates the time of a search with a thousand matches.
        matches.push({ lora, kind, phrase, field, text: found.text, start: found.start, end: found.end });
      }
    }
    return matches;
  }
}

function spellingsOf(phrase: string): string[] {
  const gapped = foldWithGaps(phrase);
  return gapped === null ? [foldPhrase(phrase)] : [foldPhrase(phrase), gapped];
}

function entriesOf({ id, keywords, aliases, character, words }: Lora): Entry[] {
  const as = (kind: MatchKind, phrases: readonly string[]): Entry[] =>
    phrases.map((phrase) => ({ lora: id, kind, phrase }));
  return [
    ...as('keyword', keywords),
    ...as('trigger', words.triggers),
    ...as('alias', aliases),
    ...as('character', character === null ? [] : [character]),
  ];
}

/** If the request names the visible characters, the prompts of all others are ignored. */
function shownPrompts({ visibleCharacters = [], characterPrompts = {} }: SearchedTexts): string[] {
  const visible = new Set(visibleCharacters.map(foldPhrase));
  return Object.entries(characterPrompts)
    .filter(([name]) => visible.size === 0 || visible.has(foldPhrase(name)))
    .flatMap(([name, text]) => [name, text]);
}
