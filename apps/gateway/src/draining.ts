import { JobsEnv } from '@fusionbridge/jobs';
import type { Server } from 'node:http';
import { Settings } from '@fusionbridge/settings';
import { Injectable, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import { StalledClients } from './connections/stalled-clients.js';

/** For answers that are still being written, after the jobs have ended. */
const ANSWERING_MS = 15_000;

/**
 * Stops the bridge without cutting anybody off and without waiting for ever. The listener stays open until the jobs
 * have ended (`JobQueue`); from the first moment on every answer ends its connection, so that no client keeps one
 * for later; and who has not read its answer by then is disconnected, who takes nothing of it much sooner.
 */
@Injectable()
export class Draining implements OnModuleDestroy, OnApplicationShutdown {
  private hasBegun = false;
  private limit: NodeJS.Timeout | undefined;
  private readonly limitMs: number;

  constructor(
    settings: Settings,
    private readonly host: HttpAdapterHost,
    private readonly stalled: StalledClients,
  ) {
    this.limitMs = settings.section(JobsEnv).SHUTDOWN_DRAIN_SECONDS * 1000 + ANSWERING_MS;
  }

  /** Middleware. */
  readonly watch = (request: Request, response: Response, next: NextFunction): void => {
    response.once('finish', () => {
      if (this.hasBegun) {
        request.socket.destroySoon();
      }
    });
    next();
  };

  onModuleDestroy(): void {
    this.hasBegun = true;
    this.stalled.hurry();
    const server: Server = this.host.httpAdapter.getHttpServer();
    this.limit = setTimeout(() => server.closeAllConnections(), this.limitMs);
  }

  onApplicationShutdown(): void {
    clearTimeout(this.limit);
  }
}
