import { withTables } from './with-tables.js';

describe(withTables, () => {
  it('puts new tables in the place of old ones of the same title, and keeps the others', () => {
    const old = '\n\nNode 1.\n\n### A\n\n| a |\n\n### B\n\n| b |\n\n';
    expect(withTables(old, 'Node 2.\n\n### B\n\n| new |\n\n### C\n\n| c |')).toBe(
      'Node 1.\n\n### A\n\n| a |\n\n### B\n\nNode 2.\n\n| new |\n\n### C\n\nNode 2.\n\n| c |',
    );
  });
});
