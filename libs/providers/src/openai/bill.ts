import type { Cost } from '@fusionbridge/core';
import type { TokenPrices } from './models.js';
import type { Order } from './order.js';
import type { Usage } from './openai.schemas.js';

const MILLION = 1_000_000;

/**
 * Tokens of a picture of 1024x1024; they grow with its area. `high` is what OpenAI's own example was billed, `low` and
 * `medium` follow from the price list of gpt-image-1-mini, those above `high` are guessed.
 */
const OUTPUT_TOKENS: Readonly<Record<string, number>> = {
  low: 600,
  medium: 1300,
  high: 4160,
  xhigh: 6240,
  max: 8320,
};
const SQUARE = 1024 * 1024;
/** OpenAI leaves `auto` to the model, so that the dearest of the usual ones is to be expected. */
const EXPECTED_QUALITY = 'high';
const PREVIEW_TOKENS = 100;

/** What OpenAI will ask for the painting, roughly: it bills tokens, and tells how many afterwards only. */
export function estimateOf(
  { size, count, quality, previews }: Order,
  prices: TokenPrices | null,
): Cost | null {
  const perSquare = OUTPUT_TOKENS[quality ?? EXPECTED_QUALITY] ?? OUTPUT_TOKENS[EXPECTED_QUALITY];
  if (prices === null || perSquare === undefined) {
    return null;
  }
  const tokens = ((perSquare * size.width * size.height) / SQUARE) * count + (previews ?? 0) * PREVIEW_TOKENS;
  return { usd: rounded((tokens * prices.imageOut) / MILLION), source: 'estimate' };
}

/** By the price list; null where the model has none that is known. */
export function billOf(usage: Usage, prices: TokenPrices | null): Cost | null {
  if (prices === null) {
    return null;
  }
  const { text_tokens: text, image_tokens: image } = usage.input_tokens_details ?? {
    text_tokens: usage.input_tokens,
    image_tokens: 0,
  };
  const usd =
    (text * prices.textIn + image * prices.imageIn + usage.output_tokens * prices.imageOut) / MILLION;
  return { usd: rounded(usd), source: 'list' };
}

function rounded(usd: number): number {
  return Number(usd.toFixed(6));
}
