import { resolve } from 'node:path';
import { Child } from '../../bench/src/child.js';
import { writeModels } from './models.js';
import type { VendorName } from './vendors.js';

const BUNDLE = resolve('dist/gateway.mjs');

/** The built bridge in front of the vendors, as a process of its own. */
export interface Gateway {
  readonly url: string;
  /** Forgets how the vendors have done. */
  reset(): Promise<void>;
  stop(): Promise<void>;
  /** `kill -9`: no clean-up, no last words. */
  kill(): Promise<void>;
}

/** What a bridge is started with. */
export interface GatewayOptions {
  /** For its records, pictures and configuration; started again over the same one, it goes on from there. */
  readonly folder: string;
  readonly chain: readonly VendorName[];
  readonly env: Readonly<Record<string, string>>;
}

export async function startGateway({ folder, chain, env }: GatewayOptions): Promise<Gateway> {
  const child = new Child([BUNDLE], {
    core: 'any',
    cwd: folder,
    env: {
      CONFIG_DIR: await writeModels(folder, chain),
      DATA_PATH: dataPathIn(folder),
      BRIDGE_PORT: '0',
      ...env,
    },
  });
  const [, port = ''] = await child.says(/http:\/\/127\.0\.0\.1:([1-9]\d*)/);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    reset: async () => {
      await fetch(`${url}/reset`, { method: 'POST' });
    },
    stop: async () => {
      await child.stop();
    },
    kill: () => child.kill(),
  };
}

/** Where a bridge in this folder keeps its records and pictures. */
export function dataPathIn(folder: string): string {
  return `${folder}/data`;
}
