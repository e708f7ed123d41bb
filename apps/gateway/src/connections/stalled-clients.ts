import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Handler } from '../browsers.js';
import { ServerEnv } from '../server.env.js';

/** While the bridge stops nobody is waited for that long. */
const STOPPING_MS = 5000;

/**
 * Disconnects clients that take nothing of their answer: each holds a few megabytes in the kernel, its picture's file,
 * and the end of the bridge. Silence of our own is no matter, only bytes that wait to be taken.
 */
@Injectable()
export class StalledClients {
  private readonly open = new Set<Response>();
  private limitMs: number;

  constructor(settings: Settings) {
    this.limitMs = settings.section(ServerEnv).DOWNLOAD_TIMEOUT_SECONDS * 1000;
  }

  /** Middleware. */
  readonly watch: Handler = (_request, response, next) => {
    // Node ends the process on an 'error' that nobody listens to. 'close' follows it, and ends what has to end.
    response.on('error', () => undefined);
    this.open.add(response);
    response.once('close', () => this.open.delete(response));
    // Node counts from the last time that the kernel took a byte.
    response.setTimeout(this.limitMs, () => cutWhereStalled(response));
    next();
  };

  /** From now on a shorter time counts, for those that are already waited for, too. */
  hurry(limitMs: number = STOPPING_MS): void {
    this.limitMs = Math.min(this.limitMs, limitMs);
    for (const response of this.open) {
      response.setTimeout(this.limitMs);
    }
  }
}

function cutWhereStalled({ socket }: Response): void {
  if (socket !== null && socket.writableLength > 0) {
    socket.destroy();
  }
}
