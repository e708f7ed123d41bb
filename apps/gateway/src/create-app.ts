import type { Server } from 'node:http';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { type Settings } from '@fusionbridge/settings';
import { BridgeLogger } from './bridge-logger.js';
import { allowsEveryOrigin, checkHost, checkOrigin, originRule, takeKeyPrefix } from './access/index.js';
import { allowBrowsers } from './browsers.js';
import { enterRequestScope } from './connections/request-scope.js';
import { StalledClients } from './connections/stalled-clients.js';
import { Draining } from './draining.js';
import { GatewayModule } from './gateway.module.js';
import { beginInTurns } from './in-turns.js';
import { mergeSlashes } from './merge-slashes.js';
import { createDocument, DOCS_PAGE } from './openapi/index.js';
import { openRequestContext } from './request-context/index.js';
import { nameRequest } from './request-id.js';
import { RouteMethods } from './route-methods.js';
import { sendSafely } from './safe-headers.js';
import { ServerEnv } from './server.env.js';

/** For receiving a request, pictures over a slow line included. How long its answer takes is not counted. */
const REQUEST_MS = 600_000;
/** Finds clients that vanished without a word, and keeps routers in between from forgetting a silent connection. */
const PROBE_MS = 30_000;
/** Longer than the idle time of proxies in front, so that they never send into a closing connection. */
const KEEP_ALIVE_MS = 65_000;

/**
 * The whole bridge, not listening yet; `main.ts` and the tests start the same one.
 * @param logger `false` keeps it quiet
 * @throws SettingsError
 */
export async function createGateway(
  settings: Settings,
  logger: LoggerService | false = new BridgeLogger(settings),
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(GatewayModule.with(settings), {
    bodyParser: false,
    logger,
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.set('trust proxy', settings.section(ServerEnv).TRUST_PROXY);
  app.use(openRequestContext);
  app.use(app.get(StalledClients).watch);
  app.use(beginInTurns());
  app.use(enterRequestScope);
  app.use(app.get(Draining).watch);
  app.use(nameRequest);
  app.use(mergeSlashes);
  app.use(takeKeyPrefix);
  app.use(sendSafely);
  app.use(checkHost(settings));
  const mayCall = originRule(settings);
  app.use(checkOrigin(settings, mayCall));
  app.use(allowBrowsers(mayCall, allowsEveryOrigin(settings)));
  app.use(app.get(RouteMethods).refuseOthers);
  SwaggerModule.setup(
    'docs',
    app,
    () => createDocument(app, settings.section(ServerEnv).BASE_URL),
    DOCS_PAGE,
  );
  setTimes(app.getHttpServer());
  return app;
}

function setTimes(server: Server): void {
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('connection', (socket) => socket.setKeepAlive(true, PROBE_MS));
}
