/**
 * Art of one thing, like an icon: 32 units high, its foot at y 31, its middle at x 16. `width` is how much room it
 * takes; icons take 32.
 */
export interface ThingArt {
  readonly body: string;
  readonly width: number;
  /** Where a hand holds it. */
  readonly grip: readonly [x: number, y: number];
  /** Where the brim of a hat goes, and how wide the head is there. */
  readonly head: readonly [x: number, y: number, width: number];
  /** Where a rider sits. */
  readonly seat: readonly [x: number, y: number];
  /** Where something stands that is on it. */
  readonly top: number;
}

export const USUAL: Omit<ThingArt, 'body'> = {
  width: 32,
  grip: [16, 19],
  head: [16, 3, 14],
  seat: [17, 13],
  top: 5,
};

export function art(body: string, more: Partial<ThingArt> = {}): ThingArt {
  return { ...USUAL, ...more, body };
}
