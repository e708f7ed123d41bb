import { pipeline } from 'node:stream/promises';
import type { PictureStore } from '@fusionbridge/media';
import type { Response } from 'express';
import { logFailure } from './failure-log.js';
import { PendingResponse } from './pending-response.js';
import { PictureJson } from './picture-json.js';

const KEEP_ALIVE_INTERVAL_MS = 10_000;

export interface ResponseOptions {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A JSON response that may take minutes. After `silenceMs` without output it commits to status 200 and sends a space
 * every 10 s as keep-alive, since JSON allows leading whitespace. After that a failure can only be reported in the body.
 */
export class JsonResponse extends PendingResponse {
  /** @param silenceMs Time without output before the first keep-alive; 0 disables it */
  constructor(
    response: Response,
    private readonly store: PictureStore,
    silenceMs: number,
  ) {
    super(response, silenceMs);
  }

  /**
   * Sends `value`, streaming its pictures from the disk at the client's pace. Does nothing if the client has gone.
   * @throws BridgeError `internal`, before anything is written, when the file of a picture is gone
   */
  async json(value: unknown, { status = 200, headers = {} }: ResponseOptions = {}): Promise<void> {
    const json = new PictureJson(value, this.store);
    await json.check();
    this.stopKeepAlive();
    if (this.response.destroyed) {
      return;
    }
    if (!this.response.headersSent) {
      this.response.writeHead(status, {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(json.byteLength),
      });
    }
    await this.write(json);
  }

  /** If a file ends early, the connection is closed so that half a picture never looks like a whole one. */
  private async write(json: PictureJson): Promise<void> {
    try {
      await pipeline(json.pieces(), this.response);
    } catch (error) {
      if (!this.clientGone.aborted) {
        logFailure(error);
      }
    }
  }

  /** Closes the connection, for clients that would misread an error in the body of a 200. */
  abort(): void {
    this.stopKeepAlive();
    this.response.destroy();
  }

  protected sendKeepAlive(): void {
    if (!this.response.headersSent) {
      this.response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    }
    this.response.write(' ');
    this.keepAliveAfter(KEEP_ALIVE_INTERVAL_MS);
  }
}
