import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { logFailure } from './failure-log.js';
import { PendingResponse } from './pending-response.js';

/** Proxies close connections that are silent for a minute. */
const KEEP_ALIVE_INTERVAL_MS = 15_000;
const KEEP_ALIVE_COMMENT = ': still here\n\n';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const;

/** One event, as a whole or in chunks. */
export type StreamEvent = Buffer | AsyncIterable<Buffer>;

/**
 * A response of server-sent events. During silence it sends comments as keep-alive. The first output commits to status
 * 200; after that a failure can only be reported as an event.
 */
export class EventStream extends PendingResponse {
  /** True while the chunks of an event are written: no keep-alive may come between them. */
  private inEvent = false;

  /** @param errorEvent Serialises an error as an event */
  constructor(
    response: Response,
    private readonly errorEvent: (error: unknown) => Buffer,
  ) {
    super(response, KEEP_ALIVE_INTERVAL_MS);
  }

  /**
   * Sends events at the client's pace and stops when the client goes away. If an event ends early, the connection is closed
   * so that half a picture never looks like a whole one.
   * @param open Starts the events; its signal aborts when the client goes away
   * @throws Errors of `open` that occur before anything was written, while the client is connected
   */
  async send(open: (clientGone: AbortSignal) => Promise<AsyncIterable<StreamEvent>>): Promise<void> {
    try {
      const events = await open(this.clientGone);
      this.begin();
      await pipeline(this.paced(events), this.response);
    } catch (error) {
      this.stopKeepAlive();
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
        this.postponeKeepAlive();
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
      yield this.errorEvent(error);
    }
    this.stopKeepAlive();
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
      this.response.end(this.errorEvent(error));
    }
  }

  protected sendKeepAlive(): void {
    this.begin();
    // Data that a slow client has not read yet keeps the connection alive.
    if (!this.response.writableNeedDrain && !this.inEvent) {
      this.response.write(KEEP_ALIVE_COMMENT);
    }
    this.keepAliveAfter(KEEP_ALIVE_INTERVAL_MS);
  }
}
