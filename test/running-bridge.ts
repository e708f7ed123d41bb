import { testSettings } from '@fusionbridge/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createGateway } from '../apps/gateway/src/create-app.js';

/** The whole bridge on a free port of loopback. */
export interface RunningBridge {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly app: NestExpressApplication;
  /** Forgets how the providers have done, so that none rests because of an earlier test. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the bridge over a fresh data folder. */
export async function startBridge(models: object, env: Record<string, string> = {}): Promise<RunningBridge> {
  const app = await createGateway(testSettings(models, env), false);
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const reset = async (): Promise<void> => {
    await fetch(`${url}/reset`, { method: 'POST' });
  };
  return { url, app, reset, close: () => app.close() };
}
