import { JobsEnv } from '@fusionbridge/jobs';
import type { Server } from 'node:http';
import { Settings } from '@fusionbridge/settings';
import { Injectable, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import { StalledClients } from './connections/stalled-clients.js';

/** Time for responses that are still being written after the jobs have ended. */
const ANSWERING_MS = 15_000;

/**
 * Shuts down the bridge gracefully but in bounded time. The listener stays open until the jobs have ended (`JobQueue`);
 * from the start of the shutdown every response closes its connection, so that no client reuses it. Clients that have
 * not read their response in time are disconnected, and those that read nothing much sooner.
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
