import { join } from 'node:path';
import { Child } from './child.js';
import { openaiBody } from './openai-request.js';
import { stubPath } from './stub.js';
import type { Target } from './target.js';

/** A pipe in both directions: what Node itself costs. Converts nothing, so it has only the b64 upstream. */
export function rawTarget(stubPort: number): Target {
  return {
    name: 'raw',
    healthPath: '/health',
    edits: false,
    start: async (core) => {
      const child = new Child([join(import.meta.dirname, 'raw-proxy.process.mjs'), String(stubPort)], {
        core,
      });
      const port = Number((await child.says(/^(\d+)\n/))[1]);
      return { child, port, stop: async () => void (await child.stop()) };
    },
    request: (shape) =>
      shape.upstream === 'url' || shape.dialect === 'a1111'
        ? null
        : {
            path: `${stubPath(shape)}/images/generations`,
            headers: {},
            body: openaiBody(shape, 'any'),
          },
  };
}
