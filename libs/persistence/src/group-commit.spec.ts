import { Kysely, sql } from 'kysely';
import type { Tables } from './tables.js';
import { GroupCommit } from './group-commit.js';
import { sqliteWriterDialect } from './sqlite-writer.js';

/** A file that notes what it is told; commits end when the test says so. */
function notedFile() {
  const notes: string[] = [];
  const commits: { succeed(): void; fail(): void }[] = [];
  const file = {
    exec: (statement: string): Promise<void> => {
      notes.push(statement);
      return statement === 'commit'
        ? new Promise((resolve, reject) => {
            commits.push({ succeed: resolve, fail: () => reject(new Error('disk full')) });
          })
        : Promise.resolve();
    },
    prepare: (statement: string) =>
      Promise.resolve({
        run: () => {
          notes.push(statement);
          if (statement === 'broken') {
            throw new Error('no such table');
          }
          return { changes: 1 };
        },
      }),
    close: () => undefined,
  };
  const group = new GroupCommit(new Kysely<Tables>({ dialect: sqliteWriterDialect(file) }));
  const write = async (statement: string): Promise<string> => {
    await group.write((query) => sql.raw(statement).execute(query));
    return `${statement} is written`;
  };
  /** Ends the next commit once it has begun. */
  const next = async (): Promise<{ succeed(): void; fail(): void }> => {
    for (;;) {
      const commit = commits.shift();
      if (commit !== undefined) {
        return commit;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { notes, write, next };
}

describe(GroupCommit.name, () => {
  it('commits what comes at one moment together', async () => {
    const { notes, write, next } = notedFile();
    const written = Promise.all([write('one'), write('two')]);
    (await next()).succeed();

    expect(await written).toStrictEqual(['one is written', 'two is written']);
    expect(notes).toStrictEqual(['begin immediate', 'one', 'two', 'commit']);
  });

  it('gathers what comes while a commit waits for the disk', async () => {
    const { notes, write, next } = notedFile();
    const first = write('one');
    const commit = await next();
    const later = Promise.all([write('two'), write('three')]);
    expect(notes).toStrictEqual(['begin immediate', 'one', 'commit']);

    commit.succeed();
    await first;
    (await next()).succeed();

    await later;
    expect(notes.slice(3)).toStrictEqual(['begin immediate', 'two', 'three', 'commit']);
  });

  it('says that nothing is written before it is on disk', async () => {
    const { write, next } = notedFile();
    let written = false;
    const one = write('one').then(() => {
      written = true;
    });
    const commit = await next();
    expect(written).toBe(false);

    commit.succeed();
    await one;

    expect(written).toBe(true);
  });

  it('keeps the others when one cannot be written', async () => {
    const { notes, write, next } = notedFile();
    const outcomes = Promise.allSettled([write('one'), write('broken'), write('two')]);
    (await next()).succeed();
    (await next()).succeed();

    expect(await outcomes).toMatchObject([
      { value: 'one is written' },
      { reason: { message: 'no such table' } },
      { value: 'two is written' },
    ]);
    expect(notes.join('; ')).toBe(
      'begin immediate; one; broken; rollback; begin immediate; one; commit; ' +
        'begin immediate; broken; rollback; begin immediate; two; commit',
    );
  });

  it('fails what the disk does not take, and goes on with the next', async () => {
    const { write, next } = notedFile();
    const outcome = Promise.allSettled([write('one')]);
    (await next()).fail();
    expect(await outcome).toMatchObject([{ reason: { message: 'disk full' } }]);

    const two = write('two');
    (await next()).succeed();

    expect(await two).toBe('two is written');
  });
});
