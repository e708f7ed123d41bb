/** Exit code 0 when a Postgres on which we may create a schema answers at the address given. */
import { Client } from 'pg';

const client = new Client({ connectionString: process.argv[2], connectionTimeoutMillis: 3000 });
try {
  await client.connect();
  const { rows } = await client.query("select has_database_privilege(current_database(), 'CREATE') as may");
  process.exitCode = rows[0].may ? 0 : 1;
} catch {
  process.exitCode = 1;
} finally {
  await client.end().catch(() => undefined);
}
