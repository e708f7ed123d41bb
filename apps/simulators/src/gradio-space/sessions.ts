import type { OpenStream } from '../kit/index.js';

/** One line of a stream. `event_id` is null for what concerns the whole stream. */
export interface Message {
  readonly msg: string;
  readonly event_id: string | null;
  readonly [more: string]: unknown;
}

/**
 * What each session still has to be told. Messages wait until somebody listens; a stream is closed by the server when
 * the last order of its session has ended, and not before (contracts/vendors-b.md 1.2).
 */
export class Sessions {
  private readonly waiting = new Map<string, Message[]>();
  private readonly streams = new Map<string, OpenStream>();
  private readonly pending = new Map<string, Set<string>>();

  begin(session: string, eventId: string): void {
    this.pending.set(session, (this.pending.get(session) ?? new Set()).add(eventId));
  }

  /** Tells a session. The last message of an order ends it. */
  tell(session: string, message: Message, isLast = false): void {
    this.waiting.set(session, [...(this.waiting.get(session) ?? []), message]);
    if (isLast) {
      this.pending.get(session)?.delete(message.event_id ?? '');
    }
    this.flush(session);
  }

  listen(session: string, stream: OpenStream): void {
    this.streams.set(session, stream);
    this.flush(session);
  }

  /** Forgets what nobody listens to any more. */
  leave(session: string): void {
    this.streams.delete(session);
    this.pending.delete(session);
    this.waiting.delete(session);
  }

  private flush(session: string): void {
    const stream = this.streams.get(session);
    if (stream?.isOpen() !== true) {
      return;
    }
    for (const message of this.waiting.get(session) ?? []) {
      stream.write(frameOf(message));
    }
    this.waiting.delete(session);
    if (this.pending.get(session)?.size === 0) {
      stream.write(frameOf({ msg: 'close_stream', event_id: null }));
      stream.end();
    }
  }
}

export function frameOf(message: Message): string {
  return `data: ${JSON.stringify(message)}\n\n`;
}
