/** Fails when openapi.json is not what the code says. Needs a build; leaves the committed file as it was. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = 'openapi.json';
const committed = readFileSync(FILE, 'utf8');
const made = spawnSync(process.execPath, ['dist/apps/gateway/apps/gateway/src/openapi.js'], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
const current = readFileSync(FILE, 'utf8');
writeFileSync(FILE, committed);

if (made.status !== 0) {
  process.stderr.write('openapi.json could not be made. Run `npm run build` first.\n');
  process.exit(1);
}
if (current !== committed) {
  process.stderr.write(`openapi.json differs from the code:\n${firstDifference(committed, current)}\n`);
  process.stderr.write('Run `npm run openapi` and commit the file.\n');
  process.exit(1);
}

/** The first line that differs, both ways. */
function firstDifference(before, after) {
  const old = before.split('\n');
  const now = after.split('\n');
  const line = old.findIndex((text, index) => text !== now[index]);
  const at = line === -1 ? old.length : line;
  return `  line ${at + 1}\n  - ${old[at] ?? '(end)'}\n  + ${now[at] ?? '(end)'}`;
}
