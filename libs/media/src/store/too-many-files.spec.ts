import { whileTooManyFilesAreOpen } from './too-many-files.js';

/** Fails so often, as a system does that has no file descriptors left. */
function work(failures: number, code: string): { calls: number; run(): Promise<string> } {
  const counted = {
    calls: 0,
    run: async () => {
      counted.calls += 1;
      if (counted.calls <= failures) {
        throw Object.assign(new Error('open'), { code });
      }
      return 'kept';
    },
  };
  return counted;
}

describe(whileTooManyFilesAreOpen.name, () => {
  it('does the work again until there are files again', async () => {
    await expect(whileTooManyFilesAreOpen(work(2, 'EMFILE').run, [0, 0, 0])).resolves.toBe('kept');
  });

  it('gives up in the end, and at once for any other reason', async () => {
    const endless = work(9, 'ENFILE');
    await expect(whileTooManyFilesAreOpen(endless.run, [0, 0])).rejects.toThrow('open');
    const full = work(9, 'ENOSPC');
    await expect(whileTooManyFilesAreOpen(full.run, [0, 0])).rejects.toThrow('open');
    expect([endless.calls, full.calls]).toStrictEqual([3, 1]);
  });
});
