import type {
  ImageRequest,
  Operation,
  ProviderCapabilities,
  VendorOperation,
  VendorRequest,
} from '@fusionbridge/core';

/** Best first: who follows instructions leaves what they do not name, who starts from a picture repaints all of it. */
const INSTRUCTED: readonly VendorOperation[] = ['reference', 'image'];
const STARTED: readonly VendorOperation[] = ['image', 'reference'];
/** A model that is told what to put there goes before one trained to fill holes as if nothing had been. */
const MASKED: readonly VendorOperation[] = ['inpaint', 'fill'];

/** How far an edit or a variation goes from its picture where the client does not say, by the way it is done. */
const USUAL_STRENGTH: Partial<Record<Operation, Partial<Record<VendorOperation, number>>>> = {
  edit: { image: 0.75, inpaint: 0.85, fill: 1 },
  variation: { image: 0.6 },
};

/** What a vendor model can do, and what the chain says of it. */
interface Able extends Pick<ProviderCapabilities, 'operations'> {
  /** A variation is left to its Redux, where it has one. */
  readonly redux?: boolean | undefined;
  /** The same, whatever the chain says. */
  readonly ownVariations?: boolean | undefined;
}

/**
 * The request in the way in which this vendor can do it: an edit or a variation becomes one of its operations.
 * @returns null where it has none for it
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
