import type { LoraWords } from '@fusionbridge/core';
import { findPhrases } from '../matching/find-phrases.js';
import { foldPhrase } from '../matching/fold.js';
import { PhraseAutomaton } from '../matching/phrase-automaton.js';
import { beginsSection, isPlain, splitPhrases } from './phrases.js';

/** A prompt and what is to be kept out of the picture. */
export interface Words {
  readonly prompt: string;
  readonly negativePrompt: string;
}

/**
 * The prompt with what its LoRAs add: their prepended texts, the prompt, the trigger words that are missing, their
 * appended texts; negative prompts are joined. What is there already is not added, and of plain phrases that come
 * again the first one stays; attention syntax and numbers are left alone. Composing once more changes nothing.
 * @param loras In the order of their rank
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

/** Plain phrases once in each section of the prompt; everything else as it stands. */
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

/** The phrases of `texts` that are not in `present` and not there twice. */
function additions(texts: readonly string[], present: string): string[] {
  const said = new Set(splitPhrases(present).map(keyOf));
  return texts.flatMap(splitPhrases).filter((phrase) => {
    const isNew = phrase.trim() !== '' && !said.has(keyOf(phrase));
    said.add(keyOf(phrase));
    return isNew;
  });
}

/** Plain phrases are compared as people read them, others to the letter. */
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
