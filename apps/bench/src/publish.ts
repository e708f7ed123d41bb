import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { CAN_PIN } from './child.js';
import { EXPERIMENTS, type Options } from './options.js';
import { toCsv } from './row.js';
import { type Results, tablesOf } from './tables.js';
import { withTables } from './with-tables.js';

const PAGE = 'docs/benchmarks.md';
const BEGIN = '<!-- figures: written by npm run bench -- --publish -->';
const END = '<!-- end of figures -->';

/** Writes the figures to bench-results/ and, when asked, to the documentation. Gives the tables. */
export async function publish(results: Results, options: Options): Promise<string> {
  const tables = `${conditions(options)}\n\n${tablesOf(results)}`;
  await writeCsvs('bench-results', results);
  await writeFile(join('bench-results', 'tables.md'), `${tables}\n`);
  if (options.publish) {
    await writeCsvs('docs/bench', results);
    await writePage(tables, options.experiments.length === EXPERIMENTS.length);
  }
  return tables;
}

function conditions({ rounds, seconds }: Options): string {
  const processors = cpus();
  return [
    `Node ${process.version} on ${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}.`,
    CAN_PIN
      ? 'The target alone on one core; upstream and load together on another.'
      : 'The targets share all cores with the upstream and the load: this machine cannot pin.',
    `Medians of ${rounds} rounds; throughput runs of ${seconds} s.`,
  ].join(' ');
}

async function writeCsvs(folder: string, results: Results): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(
    [...results].map(([experiment, rows]) => writeFile(join(folder, `${experiment}.csv`), toCsv(rows))),
  );
}

/** Replaces what is between the marks, or the tables of the same titles; the words around them are people's. */
async function writePage(tables: string, isWhole: boolean): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`${PAGE} has lost the marks between which the figures go.`);
  }
  const figures = isWhole ? tables : withTables(rest?.split(END)[0] ?? '', tables);
  const whole = `${before}${BEGIN}\n\n${figures}\n\n${END}${after}`;
  await writeFile(PAGE, await format(whole, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
}
