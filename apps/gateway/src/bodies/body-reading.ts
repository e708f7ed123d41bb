import type { Degradation } from '@fusionbridge/core';

/** What reading a body found out beside its fields. */
export interface BodyReading {
  /** What the client sent and the dialect does not know, or was told twice. */
  readonly leftOut: readonly Degradation[];
  /** The client's own name of a field of the body, which it may have sent under an alias; paths as `a.0.b`. */
  readonly nameOf: (field: string) => string;
  /** Whether the client sent a field of the body, under whatever name. */
  readonly sent: (field: string) => boolean;
}

const PLAIN: BodyReading = { leftOut: [], nameOf: (field) => field, sent: () => false };

/** Beside the bodies, not in them: an echo of a body must not show it. */
const readings = new WeakMap<object, BodyReading>();

/** For those who read bodies. */
export function rememberReading(body: object, reading: Partial<BodyReading>): void {
  readings.set(body, { ...PLAIN, ...reading });
}

/** How the body was read; of one that nobody read, that nothing was left out. */
export function readingOf(body: object): BodyReading {
  return readings.get(body) ?? PLAIN;
}
