import type { LoraWords } from '@fusionbridge/core';
import { findPhrases } from '../matching/find-phrases.js';
import { foldPhrase } from '../matching/fold.js';
import { PhraseAutomaton } from '../matching/phrase-automaton.js';
import { beginsSection, isPlain, splitPhrases } from './phrases.js';

/** A prompt and its negative prompt. */
export interface Words {
  readonly prompt: string;
  readonly negativePrompt: string;
}

/**
 * The prompt with the additions of its LoRAs: prepended texts, the prompt, missing trigger words, appended texts; negative
 * prompts are joined. Texts that are already present are not added, and repeated plain phrases are removed except for the
 * first; attention syntax and numbers are kept. Idempotent.
 * @param loras In order of rank
 */
export function composePrompt({ prompt, negativePrompt }: Words, loras: readonly LoraWords[]): Words {
  const own = withoutRepeats(prompt);
  const before = additions(
    loras.map(({ prepend }) => prepend),
    own,
  );
  const after = additions(
    loras.map(({ append }) => append),
    joined([...before, own]),
  );
  const missing = missingTriggers(
    loras.flatMap(({ triggers }) => triggers),
    joined([...before, own, ...after]),
  );
  const negative = withoutRepeats(negativePrompt);
  const more = additions(
    loras.map((words) => words.negative),
    negative,
  );
  return {
    prompt: joined([...before, own, ...missing, ...after]),
    negativePrompt: joined([negative, ...more]),
  };
}

/** Removes repeated plain phrases within each section of the prompt. */
function withoutRepeats(prompt: string): string {
  const said = new Set<string>();
  return splitPhrases(prompt)
    .filter((phrase) => {
      if (beginsSection(phrase)) {
        said.clear();
      }
      const isRepeated = isPlain(phrase) && said.has(keyOf(phrase));
      said.add(keyOf(phrase));
      return !isRepeated;
    })
    .join(',');
}

/** The distinct phrases of `texts` that are not in `present`. */
function additions(texts: readonly string[], present: string): string[] {
  const said = new Set(splitPhrases(present).map(keyOf));
  return texts.flatMap(splitPhrases).filter((phrase) => {
    const isNew = phrase.trim() !== '' && !said.has(keyOf(phrase));
    said.add(keyOf(phrase));
    return isNew;
  });
}

/** Plain phrases are compared in folded form, others literally. */
function keyOf(phrase: string): string {
  return isPlain(phrase) ? foldPhrase(phrase) : phrase.trim();
}

function missingTriggers(triggers: readonly string[], text: string): string[] {
  const wanted = [...new Map(triggers.map((one) => [foldPhrase(one), one])).values()];
  return wanted.filter((trigger) => {
    const automaton = new PhraseAutomaton([foldPhrase(trigger)]);
    return findPhrases(text, automaton, 'word').length === 0;
  });
}

function joined(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join(', ');
}
