/** Ends a call when the caller says so or when its time is up, and knows which of the two it was. */
export class Deadline {
  /** The time was up. */
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

  /** For whatever has to stop. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Gives the full time again, from now. */
  start(): void {
    this.pause();
    this.timer = setTimeout(() => {
      this.expired = true;
      this.controller.abort();
    }, this.timeoutMs);
  }

  /** The time we spend on our own matters does not count against the vendor. */
  pause(): void {
    clearTimeout(this.timer ?? undefined);
    this.timer = null;
  }

  end(): void {
    this.pause();
    this.caller.removeEventListener('abort', this.onAbort);
  }
}
