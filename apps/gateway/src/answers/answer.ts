import { pipeline } from 'node:stream/promises';
import type { PictureStore } from '@fusionbridge/media';
import type { Response } from 'express';
import { logFailure } from './failure-log.js';
import { OpenLine } from './open-line.js';
import { PictureJson } from './picture-json.js';

const BEAT_MS = 10_000;

export interface AnswerOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The answer to one generating call. While it takes long, 200 and a blank now and then keep the connection alive:
 * JSON allows blanks in front. From then on the status stands, and a failure is told by the body alone.
 */
export class Answer extends OpenLine {
  /** @param silenceMs How long nothing is written before the first blank; 0 is for ever */
  constructor(
    response: Response,
    private readonly store: PictureStore,
    silenceMs: number,
  ) {
    super(response, silenceMs);
  }

  /**
   * Writes `value`; pictures in it flow from the disk to the socket at the client's pace. Does nothing for a client
   * that has gone.
   * @throws BridgeError `internal`, before anything is written, when the file of a picture is gone
   */
  async json(value: unknown, { status = 200, headers = {} }: AnswerOptions = {}): Promise<void> {
    const json = new PictureJson(value, this.store);
    await json.check();
    this.stopBeating();
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

  /** When a file breaks off in the middle the socket is cut: half a picture must not look like a whole one. */
  private async write(json: PictureJson): Promise<void> {
    try {
      await pipeline(json.pieces(), this.response);
    } catch (error) {
      if (!this.clientGone.aborted) {
        logFailure(error);
      }
    }
  }

  /** Beats no more: something else writes to this client. */
  hush(): void {
    this.stopBeating();
  }

  /** Breaks the connection: for clients that take a failure in the body of a 200 for something else. */
  cut(): void {
    this.stopBeating();
    this.response.destroy();
  }

  protected beat(): void {
    if (!this.response.headersSent) {
      this.response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    }
    this.response.write(' ');
    this.beatAfter(BEAT_MS);
  }
}
