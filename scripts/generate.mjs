/**
 * Writes the files that follow from the code: env.example, docs/configuration.md, docs/providers.md and README's table of
 * providers. `npm run generate` writes them; with `--check` it writes nothing and fails if one of them is out of date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { declarations } from './reference/declarations.mjs';
import { configurationPage, exampleFile } from './reference/settings.mjs';

const isCheck = process.argv.includes('--check');
const { rooms } = await declarations();

const files = [
  ['env.example', exampleFile(rooms)],
  ['docs/configuration.md', await formatted('docs/configuration.md', configurationPage(rooms))],
];

const stale = [];
for (const [file, text] of files) {
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    stale.push(file);
    await (isCheck ? undefined : writeFile(file, text));
  }
}
if (isCheck && stale.length > 0) {
  process.stderr.write(`Out of date: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.\n`);
  process.exitCode = 1;
}

async function formatted(file, text) {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
