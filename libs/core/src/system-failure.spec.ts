import { readFile } from 'node:fs/promises';
import { errorCode, isMissingFile, systemFailure } from './system-failure.js';

const ABSENT = '/no/such/file';

async function failureOf(path: string): Promise<unknown> {
  return readFile(path).then(
    () => null,
    (error: unknown) => error,
  );
}

describe(systemFailure.name, () => {
  it('explains a failure of the system without its path', async () => {
    const missing = await failureOf(ABSENT);
    expect(systemFailure(missing)).toBe('there is no such file or folder');
    expect(systemFailure(await failureOf('/'))).toBe('it is a folder');
    expect(systemFailure(missing)).not.toContain(ABSENT);
  });

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'the disk is read-only'],
    ['EMFILE', 'too many files are open'],
    ['ECONNRESET', null],
    ['', null],
  ])('of %j is %j', (code, reason) => {
    expect(systemFailure(Object.assign(new Error('x'), { code }))).toBe(reason);
  });
});

describe(errorCode.name, () => {
  it.each([
    [Object.assign(new Error('x'), { code: 'SQLITE_BUSY' }), 'SQLITE_BUSY'],
    [{ code: 'plain object' }, 'plain object'],
    [Object.assign(new Error('x'), { code: 20 }), ''],
    [new Error('x'), ''],
    ['ENOENT', ''],
    [null, ''],
    [undefined, ''],
  ])('of %p is %j', (error, code) => {
    expect(errorCode(error)).toBe(code);
  });
});

describe(isMissingFile.name, () => {
  it('is true of a missing file alone', async () => {
    expect(isMissingFile(await failureOf(ABSENT))).toBe(true);
    expect(isMissingFile(await failureOf('/'))).toBe(false);
    expect(isMissingFile(new Error('ENOENT'))).toBe(false);
  });
});
