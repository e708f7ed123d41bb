import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import type { CourseName } from './courses.js';

const PAGE = 'docs/reliability-figures.md';

/** Puts a table between its marks in docs/reliability-figures.md. */
export async function publish(name: CourseName, table: string): Promise<void> {
  const begin = `<!-- ${name}: written by npm run drill -- ${name} --publish -->`;
  const page = await readFile(PAGE, 'utf8');
  const text = between(page, begin, `<!-- end of ${name} -->`, table);
  await writeFile(PAGE, await format(text, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
}

function between(page: string, begin: string, end: string, text: string): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`${PAGE} has lost the marks "${begin}" and "${end}".`);
  }
  return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}
