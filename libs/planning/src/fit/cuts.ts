import type { Degradation, Range } from '@fusionbridge/core';

const NO_FIELD = 'the vendor has no field for it';

/** Collects the degradations of a request while it is fitted to a vendor model. */
export class Cuts {
  private readonly noted: Degradation[] = [];

  get all(): readonly Degradation[] {
    return this.noted;
  }

  add(...degradations: readonly Degradation[]): void {
    this.noted.push(...degradations);
  }

  /** The value if the vendor has a field for it, else `blank`. */
  unlessMissing<T extends string | number | null>(
    field: string,
    asked: T,
    { has, blank }: { readonly has: boolean; readonly blank: T },
  ): T {
    if (has) {
      return asked;
    }
    if (asked !== null && asked !== '') {
      this.add({ field, asked: String(asked), given: 'dropped', why: NO_FIELD });
    }
    return blank;
  }

  /** The nearest number in the range; null if the vendor has no field for it. */
  within(field: string, asked: number | null, range: Range | null): number | null {
    if (asked === null || range === null) {
      return this.unlessMissing(field, asked, { has: false, blank: null });
    }
    const given = nearestIn(range, asked);
    if (given !== asked) {
      this.add({ field, asked: String(asked), given: String(given), why: rangeReason(range) });
    }
    return given;
  }
}

export function nearestIn({ min, max }: Range, asked: number): number {
  return Math.min(max, Math.max(min, asked));
}

export function rangeReason({ min, max }: Range): string {
  return `the vendor takes ${min} to ${max}`;
}
