import type { Exchange } from '../kit/index.js';

/** One line of a stream. `event_id` is null for what concerns the whole stream. */
export interface Message {
  readonly msg: string;
  readonly event_id: string | null;
  readonly [more: string]: unknown;
}

/** Told every 15 s by the real one, at the beginning here. */
const HEARTBEAT: Message = { msg: 'heartbeat', event_id: null };

/**
 * What each session still has to be told. Messages wait until somebody listens; a stream is closed by the server when
 * the last order of its session has ended, and not before (contracts/vendors-b.md 1.2).
 */
export class Sessions {
  private readonly waiting = new Map<string, Message[]>();
  private readonly streams = new Map<string, Exchange>();
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

  listen(session: string, stream: Exchange): void {
    this.streams.set(session, stream);
    stream.write(frameOf(HEARTBEAT));
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
    if (stream === undefined) {
      return;
    }
    for (const message of this.waiting.get(session) ?? []) {
      stream.write(frameOf(message));
    }
    this.waiting.delete(session);
    if (this.pending.get(session)?.size === 0) {
      stream.write(frameOf({ msg: 'close_stream', event_id: null }));
      stream.end();
      this.streams.delete(session);
    }
  }
}

export function frameOf(message: Message): Buffer {
  return Buffer.from(`data: ${JSON.stringify(message)}\n\n`);
}
