import type { Cost, Degradation, ProviderImages } from '@fusionbridge/core';
import { locatedPictures, type PictureEntry, type TextBytes } from '../protocol/pictures/index.js';
import type { ImagesAnswer } from './openai-compatible.schemas.js';

const LONGEST_QUOTE = 200;

/** Whose answer it is, and what was asked. */
interface Asked {
  readonly provider: string;
  readonly origin: string;
  readonly prompt: string;
  /** The seed that was sent; null where the server has no field for it. */
  readonly seed: number | null;
  readonly cost: Cost | null;
}

/** An answer, and the bytes behind its texts. */
interface Answer extends TextBytes {
  readonly value: ImagesAnswer;
}

/** The pictures of an answer, and where the vendor worded the prompt anew. */
export function delivered(answer: Answer, asked: Asked): ProviderImages {
  const vendor = { id: asked.provider, origin: asked.origin };
  const { pictures } = answer.value;
  return {
    pictures: locatedPictures(pictures, answer, vendor, ({ index }) => ({
      // The first picture has the seed that was sent; how servers sow the others is their own affair.
      seed: index === 0 ? asked.seed : null,
      flagged: false,
    })),
    cost: asked.cost,
    degradations: rewordings(pictures, asked.prompt),
  };
}

/** The vendor's own wording of the prompt, where it is another. */
function rewordings(entries: readonly PictureEntry[], prompt: string): Degradation[] {
  const told = entries.map(({ about }) => about['revised_prompt']);
  const others = new Set(told.filter((one) => typeof one === 'string'));
  others.delete(prompt);
  others.delete('');
  return [...others].map((revised) => ({
    field: 'prompt',
    asked: quoted(prompt),
    given: quoted(revised),
    why: 'the vendor worded the prompt anew',
  }));
}

function quoted(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}
