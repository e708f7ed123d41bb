import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

const PAGE = 'docs/reliability.md';

/** Puts the tables between their marks in docs/reliability.md; an empty one leaves the old one there. */
export async function publish(tables: Readonly<Record<'faults' | 'kills', string>>): Promise<void> {
  let page = await readFile(PAGE, 'utf8');
  for (const [name, table] of Object.entries(tables)) {
    if (table !== '') {
      page = between(
        page,
        `<!-- ${name}: written by npm run drill -- --publish -->`,
        `<!-- end of ${name} -->`,
        table,
      );
    }
  }
  await writeFile(PAGE, await format(page, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
}

function between(page: string, begin: string, end: string, text: string): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`${PAGE} has lost the marks "${begin}" and "${end}".`);
  }
  return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}
