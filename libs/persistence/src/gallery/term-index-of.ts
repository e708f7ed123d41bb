import type { Backend } from '../connection.js';
import { PostgresTermIndex } from './postgres-term-index.js';
import { SqliteTermIndex } from './sqlite-term-index.js';
import type { TermIndex } from './term-index.js';

/** The term index for this kind of database. */
export function termIndexOf(backend: Backend): TermIndex {
  return backend === 'postgres' ? new PostgresTermIndex() : new SqliteTermIndex();
}
