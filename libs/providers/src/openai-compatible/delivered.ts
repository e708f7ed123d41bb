import {
  type Cost,
  type Degradation,
  ProviderError,
  type ProviderImages,
  type ProviderPicture,
} from '@fusionbridge/core';
import type { VendorAnswer } from '../http/index.js';
import type { ImagesAnswer } from './openai-compatible.schemas.js';

const LONGEST_QUOTE = 200;

type Datum = ImagesAnswer['data'][number];

/** Whose answer it is, and what was asked. */
interface Asked {
  readonly provider: string;
  readonly origin: string;
  readonly prompt: string;
  /** The seed that was sent; null where the server has no field for it. */
  readonly seed: number | null;
  readonly cost: Cost | null;
}

/** The pictures of an answer: bytes where there are any, addresses otherwise. */
export function delivered(
  answer: Pick<VendorAnswer<ImagesAnswer>, 'value' | 'bytesOf'>,
  asked: Asked,
): ProviderImages {
  return {
    pictures: answer.value.data.map((datum, index) =>
      // The first picture has the seed that was sent; how servers sow the others is their own affair.
      pictureOf(datum, answer, { ...asked, seed: index === 0 ? asked.seed : null }),
    ),
    cost: asked.cost,
    degradations: rewordings(answer.value.data, asked.prompt),
  };
}

function pictureOf(
  datum: Datum,
  answer: Pick<VendorAnswer<ImagesAnswer>, 'value' | 'bytesOf'>,
  asked: Asked,
): ProviderPicture {
  const facts = { seed: asked.seed, flagged: false };
  if (typeof datum.b64_json === 'string' && datum.b64_json !== '') {
    return { ...facts, bytes: answer.bytesOf(datum.b64_json) };
  }
  if (typeof datum.url !== 'string' || datum.url === '') {
    throw new ProviderError({
      provider: asked.provider,
      kind: 'bad_response',
      outcome: 'accepted',
      message: `${asked.provider} answered with neither a picture nor an address of one`,
    });
  }
  const bytes = inlineBytes(datum.url, answer);
  return bytes === null
    ? { ...facts, url: new URL(datum.url, asked.origin).href, trustedOrigin: asked.origin }
    : { ...facts, bytes };
}

/** Some servers put the picture itself where the address belongs, as a `data:` URI (cut out of long answers). */
function inlineBytes(
  url: string,
  answer: Pick<VendorAnswer<ImagesAnswer>, 'value' | 'bytesOf'>,
): Buffer | null {
  if (/^(?:https?:|\/)/i.test(url)) {
    return null;
  }
  try {
    return answer.bytesOf(url);
  } catch (error) {
    if (URL.canParse(url)) {
      throw error;
    }
    return null;
  }
}

/** The vendor's own wording of the prompt, where it is another. */
function rewordings(data: readonly Datum[], prompt: string): Degradation[] {
  const others = new Set(data.flatMap(({ revised_prompt: revised }) => revised ?? []));
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
