import { newImageRequest, type VendorOperation } from '@fusionbridge/core';
import { ONE_PIXEL, ONE_PIXEL_MASK } from '@fusionbridge/testing';
import { vendorRequestOf } from './vendor-operation.js';

const EVERYTHING: readonly VendorOperation[] = ['text', 'image', 'reference', 'inpaint', 'fill'];
const EDIT = newImageRequest({ operation: 'edit', source: ONE_PIXEL });

function wayOf(
  given: Partial<typeof EDIT>,
  operations: readonly VendorOperation[] = EVERYTHING,
): [operation?: VendorOperation, strength?: number | null] {
  const request = vendorRequestOf({ ...EDIT, ...given }, { operations });
  return request === null ? [] : [request.operation, request.strength];
}

describe(vendorRequestOf.name, () => {
  it('edits by instruction where the vendor can, else from the picture, going half the way and more', () => {
    expect(wayOf({})).toEqual(['reference', null]);
    expect(wayOf({}, ['text', 'image', 'inpaint'])).toEqual(['image', 0.75]);
    expect(wayOf({}, ['text', 'inpaint'])).toEqual([]);
  });

  it('starts from the picture where a strength is asked for, unless other pictures would be left out', () => {
    expect(wayOf({ strength: 0.3 })).toEqual(['image', 0.3]);
    expect(wayOf({ strength: 0.3, references: [ONE_PIXEL] })).toEqual(['reference', 0.3]);
    expect(wayOf({ strength: 0.3 }, ['reference'])).toEqual(['reference', 0.3]);
  });

  it('repaints under a mask, and never without it', () => {
    const mask = ONE_PIXEL_MASK;
    expect(wayOf({ mask })).toEqual(['inpaint', 0.85]);
    expect(wayOf({ mask }, ['fill'])).toEqual(['fill', 1]);
    expect(wayOf({ mask, strength: 0.4 })).toEqual(['inpaint', 0.4]);
    expect(wayOf({ mask }, ['text', 'image', 'reference'])).toEqual([]);
  });

  it('varies from the picture, staying closer than an edit, else after it', () => {
    expect(wayOf({ operation: 'variation' })).toEqual(['image', 0.6]);
    expect(wayOf({ operation: 'variation', strength: 0.2 })).toEqual(['image', 0.2]);
    expect(wayOf({ operation: 'variation' }, ['text', 'reference'])).toEqual(['reference', null]);
    expect(wayOf({ operation: 'variation' }, ['text', 'redux', 'upscale'])).toEqual([]);
  });

  it('leaves a variation to Redux where the chain says so and the vendor has it', () => {
    const varied = { ...EDIT, operation: 'variation' as const };
    const way = (operations: readonly VendorOperation[]): string | undefined =>
      vendorRequestOf(varied, { operations, redux: true })?.operation;
    expect(way(['text', 'image', 'redux'])).toBe('redux');
    expect(way(['text', 'image'])).toBe('image');
  });

  it('leaves what a vendor does by itself as it was asked', () => {
    expect(wayOf({ operation: 'image' })).toEqual(['image', null]);
    expect(wayOf({ operation: 'upscale' })).toEqual([]);
  });
});
