const MODULUS = 2_147_483_647;
const FACTOR = 48_271;

/** Numbers by chance that are the same again for the same seed (Lehmer's generator). */
export class Dice {
  private state: number;

  /** @param seed A whole number above 0 */
  constructor(seed: number) {
    this.state = seed % MODULUS || 1;
    // Small seeds would begin with small numbers.
    this.between(0, 1);
    this.between(0, 1);
  }

  /** From `from` up to, but without, `to`. */
  between(from: number, to: number): number {
    this.state = (this.state * FACTOR) % MODULUS;
    return from + (this.state / MODULUS) * (to - from);
  }
}
