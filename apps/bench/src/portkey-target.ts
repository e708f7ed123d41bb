import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Child } from './child.js';
import { openaiBody } from './openai-request.js';
import { stubPath } from './stub.js';
import type { Target } from './target.js';

const PORTKEY_VERSION = '1.15.2';

/** Beside the other caches of tools; no dependency of ours. */
const FOLDER = 'node_modules/.cache/bench-portkey';
const PROGRAM = join(FOLDER, 'node_modules/@portkey-ai/gateway/build/start-server.js');

/** Installs it on first use. */
export async function portkeyTarget(stubPort: number): Promise<Target> {
  await install();
  return {
    name: 'portkey',
    healthPath: '/',
    edits: false,
    start: async (core) => {
      const port = await freePort();
      const child = new Child([PROGRAM, '--headless', `--port=${port}`], { core });
      await answering(`http://127.0.0.1:${port}/`);
      return { child, port, stop: async () => void (await child.stop()) };
    },
    request: (shape) =>
      shape.upstream === 'url' || shape.dialect === 'a1111'
        ? null
        : {
            path: '/v1/images/generations',
            headers: {
              authorization: 'Bearer none',
              'x-portkey-provider': 'openai',
              'x-portkey-custom-host': `http://127.0.0.1:${stubPort}${stubPath(shape)}`,
            },
            body: openaiBody(shape, 'any'),
          },
  };
}

async function install(): Promise<void> {
  if (existsSync(PROGRAM)) {
    return;
  }
  await mkdir(FOLDER, { recursive: true });
  const { status } = spawnSync(
    'npm',
    [
      'install',
      '--silent',
      '--no-save',
      '--ignore-scripts',
      '--prefix',
      FOLDER,
      `@portkey-ai/gateway@${PORTKEY_VERSION}`,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (status !== 0) {
    throw new Error('Portkey could not be installed. Leave it out with --targets raw,fusionbridge.');
  }
}

/** It takes no port 0 and says nothing when it listens. */
async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Waits, for at most 30 s, until something answers there. */
async function answering(address: string): Promise<void> {
  const giveUpAt = Date.now() + 30_000;
  for (;;) {
    const answer = await fetch(address).catch(() => null);
    if (answer !== null) {
      return;
    }
    if (Date.now() > giveUpAt) {
      throw new Error(`Nothing answers at ${address}.`);
    }
    await sleep(10);
  }
}
