const TITLE = /^### /m;

/** `old` with the tables of a run that measured only a part: each of them says how it was measured. */
export function withTables(old: string, tables: string): string {
  const [head = '', ...known] = old.trim().split(TITLE);
  const [measured = '', ...fresh] = tables.split(TITLE);
  const sections = new Map(known.map((table) => [titleOf(table), table.trim()]));
  for (const table of fresh) {
    const title = titleOf(table);
    sections.set(title, `${title}\n\n${measured.trim()}\n\n${table.slice(title.length).trim()}`);
  }
  return [head.trim(), ...[...sections.values()].map((table) => `### ${table}`)].join('\n\n');
}

function titleOf(table: string): string {
  return table.split('\n')[0] ?? '';
}
