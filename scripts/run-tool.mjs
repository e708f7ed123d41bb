/**
 * Runs a TypeScript program that has no decorators: `node scripts/run-tool.mjs apps/bench/src/main.ts --quick`.
 * Every file directly beside the named one whose name ends in `.process.ts` is built too: the program starts them
 * as processes of their own, as `<name>.process.mjs` beside itself.
 */
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

const [entry, ...programArguments] = process.argv.slice(2);
if (entry === undefined) {
  process.stderr.write('usage: node scripts/run-tool.mjs <file.ts> [arguments]\n');
  process.exit(2);
}

const folder = dirname(entry);
const outdir = join('dist/tools', folder.split('/')[1] ?? '');
const processes = (await readdir(folder)).filter((name) => name.endsWith('.process.ts'));

await build({
  entryPoints: [entry, ...processes.map((name) => join(folder, name))],
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  // Our own rooms are not packages: without this `packages` would leave them out too.
  tsconfig: 'tsconfig.json',
  sourcemap: 'inline',
  logLevel: 'warning',
});

const program = join(outdir, basename(entry).replace(/\.ts$/, '.mjs'));
const child = spawn(process.execPath, ['--enable-source-maps', program, ...programArguments], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
