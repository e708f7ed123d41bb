import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Child } from './child.js';
import { PAYLOADS, paintPayloads, SLUGS } from './payload.js';
import type { Shape } from './target.js';

/** The upstream process of all targets. */
export interface Stub {
  readonly port: number;
  stop(): Promise<void>;
}

/** Paints the payloads into `folder` and serves them. */
export async function startStub(folder: string): Promise<Stub> {
  await mkdir(folder, { recursive: true });
  const pictures = await paintPayloads();
  await Promise.all(PAYLOADS.map((name) => writeFile(join(folder, SLUGS[name]), pictures[name])));
  const child = new Child([join(import.meta.dirname, 'stub.process.mjs'), folder], { core: 'surroundings' });
  const port = Number((await child.says(/^(\d+)\n/))[1]);
  return { port, stop: async () => void (await child.stop()) };
}

/** Base path of the OpenAI server that answers in this shape. */
export function stubPath({ payload, upstream, delayMs }: Shape): string {
  return `/${SLUGS[payload]}/${upstream}/${delayMs}/v1`;
}
