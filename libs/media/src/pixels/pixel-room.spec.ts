import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { PixelRoom } from './pixel-room.js';

const CAPACITY = 100;

describe(PixelRoom.name, () => {
  it('never holds more than it has, and begins everything in its turn, whatever fails', async () => {
    const task = fc.record({
      bytes: fc.integer({ min: 0, max: 150 }),
      turns: fc.nat(4),
      fails: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(task, { maxLength: 20 }), async (tasks) => {
        const room = new PixelRoom(CAPACITY);
        const begun: number[] = [];
        let held = 0;
        let most = 0;
        const all = tasks.map(({ bytes, turns, fails }, index) =>
          room.hold(bytes, async () => {
            begun.push(index);
            held += Math.min(bytes, CAPACITY);
            most = Math.max(most, held);
            for (let turn = 0; turn < turns; turn += 1) {
              await setImmediate();
            }
            held -= Math.min(bytes, CAPACITY);
            if (fails) {
              throw new Error('no picture');
            }
            return index;
          }),
        );
        const ends = await Promise.allSettled(all);
        expect(most).toBeLessThanOrEqual(CAPACITY);
        expect(begun).toEqual(tasks.map((_task, index) => index));
        expect(ends.map(({ status }) => status)).toEqual(
          tasks.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')),
        );
      }),
    );
  });

  it('works on small ones together', async () => {
    const room = new PixelRoom(CAPACITY);
    let together = 0;
    let most = 0;
    const one = (): Promise<void> =>
      room.hold(25, async () => {
        together += 1;
        most = Math.max(most, together);
        await setImmediate();
        together -= 1;
      });
    await Promise.all(Array.from({ length: 12 }, one));
    expect(most).toBe(4);
  });
});
