/** Whether dist/gateway.mjs was built from the sources as they are. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BUILD = 'dist/gateway.mjs';
const STAMP = 'dist/build-stamp';

/** Everything that the build reads. */
const FOLDERS = ['apps/gateway', 'libs'];
const FILES = [
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'nest-cli.json',
  'scripts/bundle.mjs',
  'scripts/runtime-packages.mjs',
];

export function isBuilt() {
  return existsSync(BUILD) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp();
}

/** To be called after a build. */
export function rememberBuild() {
  writeFileSync(STAMP, stamp());
}

/** A digest of names, sizes and times of the files, and of the version of Node. */
function stamp() {
  const digest = createHash('sha256').update(process.version);
  for (const file of [...FILES, ...FOLDERS.flatMap(sourcesIn)]) {
    const { size, mtimeMs } = statSync(file);
    digest.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return digest.digest('hex');
}

function sourcesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|json)$/.test(file) && !file.endsWith('spec.ts'))
    .toSorted()
    .map((file) => join(folder, file));
}
