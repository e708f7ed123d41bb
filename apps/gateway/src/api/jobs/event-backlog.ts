import type { JobEvent } from '@fusionbridge/jobs';
import type { Observable } from 'rxjs';

/**
 * The events of a job that one watcher has not taken yet. Of its progress only the latest is kept, so that nothing piles
 * up for a watcher that is slow or takes nothing at all; states and attempts all come.
 */
export class EventBacklog {
  private waiting: JobEvent[] = [];
  private isOver = false;
  private failure: { readonly error: unknown } | null = null;
  private wake: () => void = () => undefined;

  /** @param clientGone ends it, whatever still waits */
  constructor(events: Observable<JobEvent>, clientGone: AbortSignal) {
    const subscription = events.subscribe({
      next: (event) => this.add(event),
      complete: () => this.end(),
      error: (error: unknown) => {
        this.failure = { error };
        this.end();
      },
    });
    const leave = (): void => {
      subscription.unsubscribe();
      this.waiting = [];
      this.end();
    };
    clientGone.addEventListener('abort', leave, { once: true });
    if (clientGone.aborted) {
      leave();
    }
  }

  /** Every event as soon as it is there, up to the last one. Throws what the events fail with. */
  async *taken(): AsyncGenerator<JobEvent, void, undefined> {
    while (this.waiting.length > 0 || !this.isOver) {
      const event = this.waiting.shift();
      if (event === undefined) {
        await new Promise<void>((resolve) => (this.wake = resolve));
      } else {
        yield event;
      }
    }
    if (this.failure !== null) {
      throw this.failure.error;
    }
  }

  private add(event: JobEvent): void {
    if (event.type === 'progress') {
      this.waiting = this.waiting.filter(({ type }) => type !== 'progress');
    }
    this.waiting.push(event);
    this.wake();
  }

  private end(): void {
    this.isOver = true;
    this.wake();
  }
}
