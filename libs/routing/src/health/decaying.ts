/** Half-life of an observation. */
const HALF_LIFE_MS = 3 * 60_000;

/** An exponentially decaying average: the weight of an observation halves every three minutes. */
export class Decaying {
  private sum = 0;
  private weight = 0;
  private at = 0;

  constructor(private readonly now: () => number) {}

  add(value: number): void {
    this.fade();
    this.sum += value;
    this.weight += 1;
  }

  /** The decayed number of observations. */
  get count(): number {
    this.fade();
    return this.weight;
  }

  /** null if nothing was ever observed; an old average remains until there is a new observation. */
  get average(): number | null {
    return this.weight === 0 ? null : this.sum / this.weight;
  }

  private fade(): void {
    const now = this.now();
    const kept = 2 ** (-(now - this.at) / HALF_LIFE_MS);
    this.sum *= kept;
    this.weight *= kept;
    this.at = now;
  }
}
