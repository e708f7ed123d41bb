import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { Handler } from '../browsers.js';
import { ServerEnv } from '../server.env.js';

/** The shorter limit during shutdown. */
const STOPPING_MS = 5000;

/**
 * Disconnects clients that stop reading their response: each holds a few megabytes of kernel memory and an open picture
 * file, and delays shutdown. Only unread bytes count; our own silence does not.
 */
@Injectable()
export class StalledClients {
  private readonly open = new Set<Response>();
  private limitMs: number;

  constructor(settings: Settings) {
    this.limitMs = settings.section(ServerEnv).DOWNLOAD_TIMEOUT_SECONDS * 1000;
  }

  readonly watch: Handler = (_request, response, next) => {
    // Node ends the process on an unhandled 'error'. 'close' follows it and does the cleanup.
    response.on('error', () => undefined);
    this.open.add(response);
    response.once('close', () => this.open.delete(response));
    // Node measures from the last time that the kernel accepted a byte.
    response.setTimeout(this.limitMs, () => cutWhereStalled(response));
    next();
  };

  /** Applies a shorter limit from now on, also to responses already waiting. */
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
