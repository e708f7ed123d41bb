import type { Degradation } from '@fusionbridge/core';

/** Information about a body beside its fields. */
export interface BodyReading {
  /** Fields that the dialect does not know, or that were given twice with different values. */
  readonly leftOut: readonly Degradation[];
  /** The name by which the client sent a field, possibly an alias; paths are written `a.0.b`. */
  readonly nameOf: (field: string) => string;
  /** True if the client sent the field, under any of its names. */
  readonly sent: (field: string) => boolean;
}

const PLAIN: BodyReading = { leftOut: [], nameOf: (field) => field, sent: () => false };

/** Kept apart from the bodies, so that an echo of a body does not show it. */
const readings = new WeakMap<object, BodyReading>();

export function rememberReading(body: object, reading: Partial<BodyReading>): void {
  readings.set(body, { ...PLAIN, ...reading });
}

/** The reading of a body; for a body without one, nothing was left out. */
export function readingOf(body: object): BodyReading {
  return readings.get(body) ?? PLAIN;
}
