import { CircuitState, type IBreaker } from 'cockatiel';

/** When a circuit opens: after so many failures in a row, or after one of a vendor that is on trial. */
export class Trust implements IBreaker {
  /** cockatiel keeps circuits across processes with it; ours start anew. */
  state: unknown = null;
  /** The failure that is told next needs no second one. */
  isDecisive = false;
  private inRow = 0;
  private onTrial = false;

  constructor(private readonly most: number) {}

  /** A probe that went well proves little: only a picture restores trust. */
  success(state: CircuitState): void {
    this.inRow = 0;
    this.onTrial = state !== CircuitState.Closed;
  }

  failure(): boolean {
    this.inRow += 1;
    return this.isDecisive || this.onTrial || this.inRow >= this.most;
  }
}
