import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { keptStatements } from './kept-statements.js';
import type { SameFile } from './same-file.js';

/** The part of `libsql/promise` that is used here. Its `run` works at once; its `exec` works on another thread. */
export interface AsyncSqliteFile {
  exec(sql: string): Promise<unknown>;
  prepare(sql: string): Promise<WriteStatement>;
  close(): void;
}

interface WriteStatement {
  run(parameters: readonly unknown[]): { readonly changes: number };
}

/**
 * A connection that only writes, for one transaction at a time (`GroupCommit` sees to that). Taking the lock and
 * committing wait for other processes and for the disk, so both happen off the event loop.
 * @param sameFile Looked at before each transaction
 */
export function sqliteWriterDialect(file: AsyncSqliteFile, sameFile?: Pick<SameFile, 'check'>): Dialect {
  return {
    createDriver: () => new WriterDriver(file, sameFile),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class WriterDriver implements Driver {
  private readonly connection: DatabaseConnection;

  constructor(
    private readonly file: AsyncSqliteFile,
    private readonly sameFile?: Pick<SameFile, 'check'>,
  ) {
    this.connection = new WriterConnection(file);
  }

  async init(): Promise<void> {
    // The file is open already.
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.connection;
  }

  async beginTransaction(): Promise<void> {
    this.sameFile?.check();
    await this.file.exec('begin immediate');
  }

  async commitTransaction(): Promise<void> {
    await this.file.exec('commit');
  }

  async rollbackTransaction(): Promise<void> {
    await this.file.exec('rollback');
  }

  async releaseConnection(): Promise<void> {
    // There is only one.
  }

  async destroy(): Promise<void> {
    this.file.close();
  }
}

class WriterConnection implements DatabaseConnection {
  private readonly prepare: (sql: string) => Promise<WriteStatement>;

  constructor(file: AsyncSqliteFile) {
    this.prepare = keptStatements((sql) => file.prepare(sql));
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const statement = await this.prepare(sql);
    const { changes } = statement.run(parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  streamQuery(): never {
    throw new Error('This connection only writes.');
  }
}
