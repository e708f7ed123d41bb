/** Aborts a call when the caller does or when its time is up, and records which of the two happened. */
export class Deadline {
  /** True if the time ran out. */
  expired = false;
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private readonly onAbort = (): void => this.controller.abort();

  constructor(
    private readonly caller: AbortSignal,
    private readonly timeoutMs: number,
  ) {
    caller.addEventListener('abort', this.onAbort);
    if (caller.aborted) {
      this.controller.abort();
    }
  }

  /** Aborted by the caller or by the time limit. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Restarts the full time limit from now. */
  start(): void {
    this.pause();
    this.timer = setTimeout(() => {
      this.expired = true;
      this.controller.abort();
    }, this.timeoutMs);
  }

  /** Stops the clock: time the bridge spends itself does not count against the vendor. */
  pause(): void {
    clearTimeout(this.timer ?? undefined);
    this.timer = null;
  }

  end(): void {
    this.pause();
    this.caller.removeEventListener('abort', this.onAbort);
  }
}
