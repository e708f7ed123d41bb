import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import { type Settings, settingsFromProcess } from '@fusionbridge/settings';
import { Logger } from '@nestjs/common';
import { endRequestInScope } from './connections/request-scope.js';
import { crashText } from './crash-text.js';
import { createGateway } from './create-app.js';
import { listenHost, refuseOpenHost } from './listen-host.js';
import { boundConnections, openFilesLimit } from './open-files.js';
import { stopGently } from './shutdown.js';
import { welcome } from './welcome.js';
import { ServerEnv } from './server.env.js';

/** What a crash prints; replaced as soon as the secrets are known. */
let redact = (text: string): string => text;

// A log that nobody reads any more, or that finds no room on its disk, costs its lines and nothing else.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
process.on('uncaughtException', uncaught);
process.on('unhandledRejection', uncaught);

try {
  const settings = await settingsFromProcess(shippedConfig());
  redact = (text) => settings.redact(text);
  await start(settings);
} catch (error) {
  crash(error);
}

/** Beside the bundle in a container, above it in a checkout. */
function shippedConfig(): string {
  const places = ['./config', '../config'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(join(place, 'models.json'))) ?? 'config';
}

async function start(settings: Settings): Promise<void> {
  const server = settings.section(ServerEnv);
  await refuseOpenHost(settings);
  const app = await createGateway(settings);
  boundConnections(app.getHttpServer(), openFilesLimit());
  const host = listenHost(server.HOST);
  await app.listen(server.BRIDGE_PORT, host);
  stopGently(app);
  const address: AddressInfo | string | null = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : server.BRIDGE_PORT;
  process.stdout.write(welcome(settings, host, port));
}

/** Ends the request that it belongs to, and the bridge where it belongs to none. */
function uncaught(error: unknown): void {
  if (endRequestInScope()) {
    const text = types.isNativeError(error) ? (error.stack ?? error.message) : String(error);
    new Logger('Gateway').error(`An error that nobody caught has ended its request: ${redact(text)}`);
  } else {
    crash(error);
  }
}

/** Never prints a secret. */
function crash(error: unknown): void {
  process.stderr.write(`${redact(crashText(error))}\n`);
  process.exitCode = 1;
  setImmediate(() => process.exit(1));
}
