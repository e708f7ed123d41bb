/** Far more than the bridge has; only the number of rows in one insert makes new texts. */
const STATEMENTS_KEPT = 200;

/** Prepares each text once: preparing takes longer than most of our statements run (60 to 90 µs). */
export function keptStatements<Statement>(prepare: (sql: string) => Statement): (sql: string) => Statement {
  const statements = new Map<string, Statement>();
  return (sql) => {
    const known = statements.get(sql);
    if (known !== undefined) {
      return known;
    }
    if (statements.size >= STATEMENTS_KEPT) {
      statements.clear();
    }
    const statement = prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
}
