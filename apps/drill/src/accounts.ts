/** What the vendors of a chain have to show for some requests, each vendor's list in the place of the vendor. */
export interface Books {
  /** Requests whose orders reached it; a request that reached it twice is there twice. */
  readonly ordered: readonly (readonly string[])[];
  /** Requests that it charged for, likewise. */
  readonly charged: readonly (readonly string[])[];
}

/** Charges, sorted by what they were for. */
export interface Account {
  readonly charges: number;
  /** Charges of the first vendor for pictures that it spoilt or lost. */
  readonly spoilt: number;
  /** Charges for a good picture beyond the first for the same request. */
  readonly duplicates: number;
  /** Orders that reached the first vendor. */
  readonly atFirst: number;
}

/**
 * Reckons what was charged more than once.
 * @param spoils The first vendor's pictures are of no use, or cannot be had, so that buying another is no duplicate
 */
export function accountOf({ ordered, charged }: Books, spoils: boolean): Account {
  const [atFirst = [], ...elsewhere] = charged;
  const good = [...(spoils ? [] : atFirst), ...elsewhere.flat()];
  return {
    charges: charged.flat().length,
    spoilt: spoils ? atFirst.length : 0,
    duplicates: good.length - new Set(good).size,
    atFirst: ordered[0]?.length ?? 0,
  };
}
