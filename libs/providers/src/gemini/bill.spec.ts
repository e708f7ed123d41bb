import { newImageRequest } from '@fusionbridge/core';
import { billOf, estimateOf } from './bill.js';
import { sheetOf } from './models.js';

const FOX = newImageRequest({ prompt: 'a fox', size: { width: 1024, height: 1024 } });
const BLANK = {
  promptTokenCount: null,
  candidatesTokenCount: null,
  thoughtsTokenCount: null,
  candidatesTokensDetails: null,
};

describe(billOf, () => {
  const sheet = sheetOf('gemini-3-pro-image');

  it('separates the image from the text beside it', () => {
    const usage = {
      promptTokenCount: 1000,
      candidatesTokenCount: 1220,
      thoughtsTokenCount: 200,
      candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1120 }],
    };
    expect(billOf(usage, FOX, sheet)).toEqual({ usd: 0.14, source: 'list' });
  });

  it('takes all output for the image if there are no details, which is never too little', () => {
    expect(billOf({ ...BLANK, candidatesTokenCount: 1000 }, FOX, sheet)).toEqual({
      usd: 0.12,
      source: 'list',
    });
  });

  it('falls back to the estimate if no tokens of the image are reported', () => {
    const estimate = { usd: 0.134404, source: 'estimate' };
    expect(estimateOf(FOX, sheet)).toEqual(estimate);
    expect(billOf(null, FOX, sheet)).toEqual(estimate);
    expect(billOf({ ...BLANK, promptTokenCount: 2 }, FOX, sheet)).toEqual(estimate);
  });

  it('names no cost of a model whose prices are not known', () => {
    expect(billOf({ ...BLANK, candidatesTokenCount: 1000 }, FOX, sheetOf('gemini-7-image'))).toBeNull();
  });
});
