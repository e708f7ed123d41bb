/**
 * Gathers what runs into dist/image: the bundle, the configuration, and of node_modules only what the bundle left
 * out. The container is made of it; it also runs by itself, with `node gateway.mjs`. Needs a build.
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RUNTIME_PACKAGES } from './runtime-packages.mjs';

const OUTPUT = 'dist/image';

await rm(OUTPUT, { recursive: true, force: true });
await mkdir(OUTPUT, { recursive: true });
await cp('dist/gateway.mjs', join(OUTPUT, 'gateway.mjs'));
await cp('scripts/healthcheck.mjs', join(OUTPUT, 'healthcheck.mjs'));
for (const name of ['config', 'package.json', 'LICENSE', 'NOTICE']) {
  await cp(name, join(OUTPUT, name), { recursive: true });
}
for (const name of await withDependencies(RUNTIME_PACKAGES)) {
  await cp(join('node_modules', name), join(OUTPUT, 'node_modules', name), { recursive: true });
}

/** The packages and all that they need; of optional ones those that are installed for this machine. */
async function withDependencies(names) {
  const found = new Set();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (!found.has(name) && existsSync(join('node_modules', name))) {
      found.add(name);
      const { dependencies, optionalDependencies } = JSON.parse(
        await readFile(join('node_modules', name, 'package.json'), 'utf8'),
      );
      open.push(...Object.keys({ ...dependencies, ...optionalDependencies }));
    }
  }
  return found;
}
