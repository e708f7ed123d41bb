import { Logger } from '@nestjs/common';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Pool } from 'pg';
import type { Connection } from './connection.js';
import type { Tables } from './tables.js';
import { type Translate, translated } from './translated-dialect.js';

const CONNECT_TIMEOUT_MS = 5_000;

/** Also limits the wait for another process that is migrating. */
const QUERY_TIMEOUT_MS = 30_000;

const MOST_CONNECTIONS = 10;

/** `int8`, which `pg` gives as text. Times, byte lengths and seeds all fit a double exactly. */
const INT8 = 20;

/**
 * Connects to the server at `url`. Postgres groups its commits by itself.
 * @param translate Converts errors of the driver; default: none
 */
export async function openPostgres(
  url: string,
  translate: Translate = (error) => error,
): Promise<Connection> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    statement_timeout: QUERY_TIMEOUT_MS,
    application_name: 'fusionbridge',
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === INT8 ? Number : pg.types.getTypeParser(type, format),
    },
  });
  surviveLostConnections(pool);
  const query = new Kysely<Tables>({ dialect: translated(new PostgresDialect({ pool }), translate) });
  return {
    query,
    schema: await schemaOf(query),
    write: (work) => work(query),
    transaction: (work) => query.transaction().execute(work),
    path: null,
    settle: () => undefined,
    giveBack: () => Promise.resolve(),
    close: () => query.destroy(),
  };
}

/**
 * Without a listener the loss of a connection would end the process. The pool reports idle connections; one that runs a
 * query reports its loss itself, and the query fails. The next query opens a new one.
 */
function surviveLostConnections(pool: Pool): void {
  const logger = new Logger('Database');
  pool.on('error', (error) => logger.warn(`A Postgres connection was lost: ${error.message}`));
  pool.on('connect', (client) => {
    client.on('error', (error) => logger.debug(`A Postgres connection was lost: ${error.message}`));
  });
}

async function schemaOf(query: Kysely<Tables>): Promise<string | null> {
  try {
    const answer = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(query);
    return answer.rows[0]?.schema ?? null;
  } catch (error) {
    await query.destroy();
    throw error;
  }
}
