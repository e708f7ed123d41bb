/**
 * Writes the files that follow from the code: env.example, docs/configuration.md, docs/providers.md, docs/simulators.md,
 * README's table of providers and the index of libs/simulators. `npm run generate` writes them; with `--check` it writes
 * nothing and fails if one of them is out of date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { declarations } from './reference/declarations.mjs';
import { providersPage, readmeWithProviders } from './reference/providers.mjs';
import { simulatorsIndex, simulatorsPage } from './reference/simulators.mjs';
import { configurationPage, exampleFile } from './reference/settings.mjs';

const isCheck = process.argv.includes('--check');
const { rooms, providers, simulators } = await declarations();

const files = [
  ['env.example', exampleFile(rooms)],
  await formatted('docs/configuration.md', configurationPage(rooms)),
  await formatted('docs/providers.md', providersPage(providers)),
  await formatted('docs/simulators.md', simulatorsPage(simulators)),
  await formatted('libs/simulators/src/index.ts', simulatorsIndex()),
  await formatted('README.md', readmeWithProviders(await readFile('README.md', 'utf8'), providers)),
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
  return [file, await format(text, { ...(await resolveConfig(file)), filepath: file })];
}
