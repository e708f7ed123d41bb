/** `npm start`: builds if something has changed since the last build, says so, and starts the bridge. */
import { spawnSync } from 'node:child_process';
import { isBuilt } from './build-stamp.mjs';

const startedAt = Date.now();
if (isBuilt()) {
  process.stdout.write('Nothing has changed since the last build. Starting the bridge.\n');
} else {
  process.stdout.write(
    'Building the bridge; this takes about a minute, and is done again only after changes.\n',
  );
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write('The build failed: see above. After npm ci it should work.\n');
    process.exit(status ?? 1);
  }
  process.stdout.write(`Built in ${Math.round((Date.now() - startedAt) / 1000)} s. Starting the bridge.\n`);
}
await import('../dist/gateway.mjs');
