/** After this long an observation counts half. */
const HALF_LIFE_MS = 3 * 60_000;

/** Numbers that are remembered less and less: their weight halves every three minutes. */
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

  /** How many observations are left of those that were made. */
  get count(): number {
    this.fade();
    return this.weight;
  }

  /** null where nothing was ever observed; an old average stays until a new one comes. */
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
