import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { logFailure } from './failure-log.js';
import { OpenLine } from './open-line.js';

/** Proxies close what is silent for a minute. */
const BEAT_MS = 15_000;
const BEAT = ': still here\n\n';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const;

/** One event, whole or in pieces. */
export type StreamEvent = Buffer | AsyncIterable<Buffer>;

/**
 * An answer of server-sent events, from somebody else or of our own. While that one is silent comments keep the connection
 * alive; with the first of them the status stands, and a failure is told by an event.
 */
export class EventStream extends OpenLine {
  /** Nothing may go into the middle of an event. */
  private inEvent = false;

  /** @param told the event that tells a client of an error */
  constructor(
    response: Response,
    private readonly told: (error: unknown) => Buffer,
  ) {
    super(response, BEAT_MS);
  }

  /**
   * Writes events at the pace of the client, each whole: comments go between them. A client that goes away ends them. When one
   * breaks off in its middle the socket is cut: half a picture must not look like a whole one.
   * @param open begins them; is told by its signal that the client has gone
   * @throws whatever `open` throws before anything was written, while the client is there
   */
  async send(open: (clientGone: AbortSignal) => Promise<AsyncIterable<StreamEvent>>): Promise<void> {
    try {
      const events = await open(this.clientGone);
      this.begin();
      await pipeline(this.paced(events), this.response);
    } catch (error) {
      this.stopBeating();
      if (this.clientGone.aborted) {
        return;
      }
      if (!this.response.headersSent) {
        throw error;
      }
      this.fail(error);
    }
  }

  private begin(): void {
    if (!this.response.headersSent && !this.response.destroyed) {
      this.response.writeHead(200, HEADERS).flushHeaders();
    }
  }

  private async *paced(events: AsyncIterable<StreamEvent>): AsyncGenerator<Buffer, void, undefined> {
    try {
      for await (const event of events) {
        this.heard();
        yield* this.piecesOf(event);
      }
    } catch (error) {
      if (this.clientGone.aborted) {
        return;
      }
      logFailure(error);
      if (this.inEvent) {
        this.response.destroy();
        return;
      }
      yield this.told(error);
    }
    this.stopBeating();
  }

  private async *piecesOf(event: StreamEvent): AsyncGenerator<Buffer, void, undefined> {
    if (Buffer.isBuffer(event)) {
      yield event;
      return;
    }
    this.inEvent = true;
    yield* event;
    this.inEvent = false;
  }

  private fail(error: unknown): void {
    if (!this.response.destroyed && !this.response.writableEnded) {
      logFailure(error);
      this.response.end(this.told(error));
    }
  }

  protected beat(): void {
    this.begin();
    // What a slow client has not read yet keeps the connection alive by itself.
    if (!this.response.writableNeedDrain && !this.inEvent) {
      this.response.write(BEAT);
    }
    this.beatAfter(BEAT_MS);
  }
}
