import type { Cost, VendorRequest } from '@fusionbridge/core';
import { picturesOf } from '../protocol/input-pictures.js';
import { sizeFor } from './content-request.js';
import type { Usage } from './gemini.schemas.js';
import type { ModelSheet, TokenPrices } from './models.js';

const MILLION = 1_000_000;
const CHARACTERS_PER_TOKEN = 4;

/** Expected cost of one image. Thoughts are left out: nobody knows their length beforehand. */
export function estimateOf(request: VendorRequest, sheet: ModelSheet): Cost | null {
  const { prices, inputImageTokens } = sheet;
  if (prices === null) {
    return null;
  }
  const prompt = Math.ceil(request.prompt.length / CHARACTERS_PER_TOKEN);
  const input = prompt + picturesOf(request).length * inputImageTokens;
  return {
    usd: inDollars({ input, text: 0, image: sizeFor(request, sheet).tokens }, prices),
    source: 'estimate',
  };
}

/** Cost of a delivered image by the reported tokens and the price list; the estimate if no tokens are reported. */
export function billOf(usage: Usage | null, request: VendorRequest, sheet: ModelSheet): Cost | null {
  const { prices } = sheet;
  const output = usage?.candidatesTokenCount ?? 0;
  if (usage === null || prices === null || output === 0) {
    return estimateOf(request, sheet);
  }
  // Without details all of the output is assumed to be the image, which costs more than text.
  const image =
    usage.candidatesTokensDetails?.find(({ modality }) => modality === 'IMAGE')?.tokenCount ?? output;
  const text = Math.max(0, output - image) + (usage.thoughtsTokenCount ?? 0);
  return { usd: inDollars({ input: usage.promptTokenCount ?? 0, text, image }, prices), source: 'list' };
}

function inDollars(tokens: TokenPrices, prices: TokenPrices): number {
  const usd =
    (tokens.input * prices.input + tokens.text * prices.text + tokens.image * prices.image) / MILLION;
  return Number(usd.toFixed(6));
}
