import type { Cost } from '@fusionbridge/core';
import type { TokenPrices } from './models.js';
import type { Usage } from './openai.schemas.js';
import type { OpenAiRequest } from './request-body.js';

const MILLION = 1_000_000;

/**
 * Output tokens of a picture of 1024x1024, proportional to the area. `high` is from OpenAI's own example, `low` and
 * `medium` follow from the price list of gpt-image-1-mini, those above `high` are estimates.
 */
const OUTPUT_TOKENS: Readonly<Record<string, number>> = {
  low: 600,
  medium: 1300,
  high: 4160,
  xhigh: 6240,
  max: 8320,
};
const SQUARE = 1024 * 1024;
/** OpenAI leaves `auto` to the model, so the most expensive of the usual qualities is assumed. */
const EXPECTED_QUALITY = 'high';
const PREVIEW_TOKENS = 100;

/** A rough estimate of the output tokens: OpenAI bills tokens and reports their number only afterwards. */
export function estimateOf(
  { size, count, quality, previews }: OpenAiRequest,
  prices: TokenPrices | null,
): Cost | null {
  const perSquare = OUTPUT_TOKENS[quality ?? EXPECTED_QUALITY] ?? OUTPUT_TOKENS[EXPECTED_QUALITY];
  if (prices === null || perSquare === undefined) {
    return null;
  }
  const tokens = ((perSquare * size.width * size.height) / SQUARE) * count + (previews ?? 0) * PREVIEW_TOKENS;
  return { usd: rounded((tokens * prices.imageOut) / MILLION), source: 'estimate' };
}

/** The cost by the reported tokens and the price list; null if the model's prices are not known. */
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
