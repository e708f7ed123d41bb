/** The role whose cap applies to roles without their own. */
const MISC = 'misc';

/** Counts the LoRAs of each role against its cap. Operators define their own roles; roles without a cap count as misc. */
export class RoleCaps {
  private readonly taken = new Map<string, number>();

  constructor(private readonly caps: Readonly<Record<string, number>>) {}

  /** Maximum number of LoRAs of this role. */
  capOf(category: string): number {
    return this.caps[this.roleOf(category)] ?? 0;
  }

  roleOf(category: string): string {
    return Object.hasOwn(this.caps, category) ? category : MISC;
  }

  hasRoom(category: string): boolean {
    return (this.taken.get(this.roleOf(category)) ?? 0) < this.capOf(category);
  }

  take(category: string): void {
    const role = this.roleOf(category);
    this.taken.set(role, (this.taken.get(role) ?? 0) + 1);
  }
}
