/** Holds slow work back until somebody opens it. */
export class Gate {
  private readonly waiting = new Set<() => void>();

  /** Resolves when the gate is opened, or after `atMostMs` where that is given. */
  async pass(atMostMs: number | null): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = atMostMs === null ? null : setTimeout(() => this.letThrough(go), atMostMs);
      const go = (): void => {
        clearTimeout(timer ?? undefined);
        resolve();
      };
      this.waiting.add(go);
    });
  }

  /** Lets everybody through who waits now. */
  open(): void {
    for (const go of this.waiting) {
      this.letThrough(go);
    }
  }

  private letThrough(go: () => void): void {
    this.waiting.delete(go);
    go();
  }
}
