/** Loads what the code declares: the settings of every room, the providers, and the simulated vendors. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Rooms in the order in which people look for their settings; others follow by name. */
const ORDER = ['gateway', 'providers', 'prompting', 'chat', 'planning', 'routing', 'jobs'];

const OUTPUT = 'dist/tools/declarations.mjs';

/** @returns `{ rooms: [{ name, sections: [{ title, settings }] }], providers: ProviderAbout[], simulators }` */
export async function declarations() {
  const files = roomFolders().flatMap(({ room, folder }) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.env.ts'))
      .toSorted((a, b) => depthOf(a) - depthOf(b) || a.localeCompare(b))
      .map((file) => ({ room, path: `${folder}/${file}` })),
  );
  const loaded = await load(files.map(({ path }) => path));
  const sections = files.flatMap(({ room }, index) =>
    Object.values(loaded[`module${index}`])
      .filter((value) => typeof value === 'function')
      .map((Section) => ({ room, ...sectionOf(Section, loaded) })),
  );
  const names = [...new Set(files.map(({ room }) => room))].toSorted((a, b) => placeOf(a) - placeOf(b));
  const vendors = await loaded.simulatedVendors();
  return {
    rooms: names.map((name) => ({ name, sections: sections.filter(({ room }) => room === name) })),
    providers: loaded.ADAPTER_CLASSES.map(({ about }) => about),
    simulators: vendors.map(({ name, judges, port }) => ({
      name,
      port,
      judges: judges.map(loaded.judgeText),
    })),
  };
}

function roomFolders() {
  const libraries = readdirSync('libs').map((room) => ({ room, folder: `libs/${room}/src` }));
  return [{ room: 'gateway', folder: 'apps/gateway/src' }, ...libraries].filter(({ folder }) =>
    existsSync(folder),
  );
}

/** The settings of the whole room come before those of its parts. */
function depthOf(file) {
  return file.split('/').length;
}

function placeOf(room) {
  return ORDER.includes(room) ? ORDER.indexOf(room) : ORDER.length;
}

/** One bundle, so that the declarations and their reader share their metadata. */
async function load(paths) {
  await mkdir('dist/tools', { recursive: true });
  const entry = [
    `export { factsOf, titleOf } from '@fusionbridge/settings';`,
    `export { judgeText, simulatedVendors } from '@fusionbridge/simulators';`,
    `export { ADAPTER_CLASSES } from './libs/providers/src/providers.module.ts';`,
    ...paths.map((path, index) => `export * as module${index} from './${path}';`),
  ];
  await build({
    stdin: { contents: entry.join('\n'), resolveDir: '.', loader: 'ts' },
    outfile: OUTPUT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    tsconfig: 'tsconfig.json',
    logLevel: 'warning',
  });
  return import(pathToFileURL(resolve(OUTPUT)).href);
}

function sectionOf(Section, { factsOf, titleOf }) {
  const title = titleOf(Section);
  if (title === null) {
    throw new Error(`${Section.name} needs @SettingsSection('…'), the heading of its variables.`);
  }
  const settings = Object.entries(new Section()).map(([name, value]) => {
    const facts = factsOf(Section, name);
    if (facts === null) {
      throw new Error(`${Section.name}.${name} needs @Setting('what it does', …).`);
    }
    return { name, default: textOf(value), ...facts };
  });
  return { title, settings };
}

/** As it stands in `.env`; empty for nothing. */
function textOf(value) {
  return value === undefined ? '' : String(value);
}
