import type {
  ImageRequest,
  Operation,
  ProviderCapabilities,
  VendorOperation,
  VendorRequest,
} from '@fusionbridge/core';

/** Best first: instruction models leave the rest of the picture alone, image-to-image repaints all of it. */
const INSTRUCTED: readonly VendorOperation[] = ['reference', 'image'];
const STARTED: readonly VendorOperation[] = ['image', 'reference'];
/** A model that follows the prompt is preferred to one trained to fill holes as if nothing had been there. */
const MASKED: readonly VendorOperation[] = ['inpaint', 'fill'];

/** Default strength of an edit or a variation, by the vendor operation used for it. */
const USUAL_STRENGTH: Partial<Record<Operation, Partial<Record<VendorOperation, number>>>> = {
  edit: { image: 0.75, inpaint: 0.85, fill: 1 },
  variation: { image: 0.6 },
};

/** Operations of a vendor model, and the chain's settings for it. */
interface Able extends Pick<ProviderCapabilities, 'operations'> {
  /** Use the vendor's Redux for variations, if it has one. */
  readonly redux?: boolean | undefined;
  /** The same, whatever the chain says. */
  readonly ownVariations?: boolean | undefined;
}

/**
 * Maps the request to an operation of this vendor: an edit or a variation becomes one that it supports.
 * @returns null if it supports none
 */
export function vendorRequestOf(
  request: ImageRequest,
  { operations, redux = false, ownVariations = false }: Able,
): VendorRequest | null {
  const way = waysOf(request, redux || ownVariations).find((one) => operations.includes(one));
  if (way === undefined) {
    return null;
  }
  const usual = USUAL_STRENGTH[request.operation]?.[way] ?? null;
  return { ...request, operation: way, strength: request.strength ?? usual };
}

function waysOf(
  { operation, mask, strength, references, keepPrompt = false }: ImageRequest,
  redux: boolean,
): readonly VendorOperation[] {
  switch (operation) {
    case 'edit':
      if (mask !== null) {
        return MASKED;
      }
      // A strength means something only to who starts from the picture; further pictures only to who follows them.
      return strength !== null && references.length === 0 ? STARTED : INSTRUCTED;
    case 'variation':
      return redux ? inTurn(keepPrompt) : STARTED;
    default:
      return [operation];
  }
}

/** Redux takes no prompt. */
function inTurn(keepPrompt: boolean): readonly VendorOperation[] {
  return keepPrompt ? [...STARTED, 'redux'] : ['redux', ...STARTED];
}
