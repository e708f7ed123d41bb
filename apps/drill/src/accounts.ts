import type { Fault } from '../../simulators/src/kit/index.js';

/** Under these the vendor charges for what nobody can use, or cannot find again. */
const SPOILING: ReadonlySet<Fault> = new Set<Fault>([
  'black_frame',
  'fewer_pictures',
  'html_picture',
  'truncated_picture',
  'private_picture',
  'missing_picture',
  'redirected_picture',
  'job_lost',
]);

/** What the vendors have to show for a row. */
export interface Books {
  /** The requests whose orders reached each vendor; a request that reached one twice is there twice. */
  readonly orders: readonly (readonly string[])[];
  /** By each vendor's own count. */
  readonly charges: readonly number[];
}

/** Charges of a row, sorted by what they were for. */
export interface Account {
  readonly charges: number;
  /** Charges at the first vendor for pictures that it spoilt or lost. */
  readonly spoilt: number;
  /** Good pictures that were charged for although another one of the same request was charged and could be had. */
  readonly duplicates: number;
  /** Orders that reached the first vendor. */
  readonly atFirst: number;
}

/**
 * Reckons what was charged more than once. A vendor charges for all orders of a row or for none, because the same
 * fault meets all of them: its count says which.
 * @param fault At the first vendor; null where it is well
 */
export function accountOf({ orders, charges }: Books, fault: Fault | null): Account {
  const isSpoilt = fault !== null && SPOILING.has(fault);
  const good = new Map<string, number>();
  orders.forEach((marks, vendor) => {
    if ((charges[vendor] ?? 0) === 0 || (vendor === 0 && isSpoilt)) {
      return;
    }
    marks.forEach((mark) => good.set(mark, (good.get(mark) ?? 0) + 1));
  });
  return {
    charges: charges.reduce((sum, one) => sum + one, 0),
    spoilt: isSpoilt ? (charges[0] ?? 0) : 0,
    duplicates: [...good.values()].reduce((sum, times) => sum + times - 1, 0),
    atFirst: orders[0]?.length ?? 0,
  };
}
