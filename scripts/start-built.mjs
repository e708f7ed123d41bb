/** Starts the build. Says what to do where there is none. */
import { existsSync } from 'node:fs';

const BUILD = new URL('../dist/gateway.mjs', import.meta.url);

if (existsSync(BUILD)) {
  await import(BUILD.href);
} else {
  process.stderr.write(
    'There is no build yet: npm ci && npm run build. After npm ci --omit=dev nothing can be built; take dist/ from where it was.\n',
  );
  process.exitCode = 1;
}
