import { createHash } from 'node:crypto';
import type { PictureStore } from '@fusionbridge/media';
import fc from 'fast-check';
import { PictureHolds } from './picture-holds.js';

const CONTENTS = ['a', 'b'].map((text) => ({ format: 'png' as const, bytes: Buffer.from(text) }));

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A store that looks whether the file is there and writes it later, as a disk does. */
function slowStore(pause: () => Promise<void>) {
  const files = new Set<string>();
  const store: Pick<PictureStore, 'keep' | 'remove'> = {
    keep: async (picture) => {
      const bytes = 'bytes' in picture ? picture.bytes : Buffer.concat([...picture.pieces]);
      const hash = hashOf(bytes);
      await pause();
      if (!files.has(hash)) {
        await pause();
        files.add(hash);
      }
      await pause();
      return { hash, byteLength: bytes.length };
    },
    remove: async (hash) => {
      await pause();
      files.delete(hash);
      await pause();
    },
  };
  return { files, store };
}

describe(PictureHolds.name, () => {
  it('never lets a file go that a job holds, however removals and keepings meet', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(
          fc.record({ removes: fc.boolean(), content: fc.constantFrom(...CONTENTS), job: fc.nat(2) }),
          {
            minLength: 2,
            maxLength: 8,
          },
        ),
        async (scheduler, steps) => {
          const { files, store } = slowStore(() => scheduler.schedule(Promise.resolve()));
          const holds = Reflect.construct(PictureHolds, [store]);
          const removing = (hash: string) => holds.removing(hash, () => store.remove(hash, 'png'));
          const lost: string[] = [];
          const all = steps.map(async ({ removes, content, job }) => {
            if (removes) {
              await removing(hashOf(content.bytes));
              return;
            }
            const { hash } = await holds.keep(`job-${job}`, content);
            if (!files.has(hash)) {
              lost.push(hash);
            }
          });
          await scheduler.waitFor(Promise.all(all));

          const held = CONTENTS.map(({ bytes }) => hashOf(bytes)).filter((hash) => holds.has(hash));
          expect([...lost, ...held.filter((hash) => !files.has(hash))]).toStrictEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('lets go of what a job held once the job is over', async () => {
    const { files, store } = slowStore(() => Promise.resolve());
    const holds = Reflect.construct(PictureHolds, [store]);
    const [content = { format: 'png' as const, bytes: Buffer.alloc(0) }] = CONTENTS;
    const { hash } = await holds.keep('job', content);

    await holds.removing(hash, () => store.remove(hash, 'png'));
    expect(files.has(hash)).toBe(true);

    holds.release('job');
    await holds.removing(hash, () => store.remove(hash, 'png'));
    expect(files.has(hash)).toBe(false);
  });
});
