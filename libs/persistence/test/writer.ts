import { once } from 'node:events';
import { Database, JobRepository } from '../src/index.js';
import { newJob } from './samples.js';

/**
 * A process of its own. Says `ready`, waits for a line, opens the storage of argument 1, writes as many jobs as
 * argument 3 says, with ids that begin with argument 2, and prints each id once it is written.
 */
async function main([storage = '', name = '', count = '']: string[]): Promise<void> {
  // Loaded before the start sign, so that several processes really open the database together.
  await Promise.all([import('libsql'), import('pg')]);
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  const database = await Database.open(JSON.parse(storage));
  const jobs = new JobRepository(database);
  for (let number = 0; number < Number(count); number += 1) {
    const id = `${name}-${number}`;
    await jobs.insert(newJob({ id }));
    process.stdout.write(`${id}\n`);
  }
  await database.close();
  process.stdin.destroy();
}

void main(process.argv.slice(2));
