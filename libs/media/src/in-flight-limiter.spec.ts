import { InFlightLimiter } from './in-flight-limiter.js';

const ROOM = 12;

describe(InFlightLimiter.name, () => {
  it('lets so many in, and the next one when one has left', async () => {
    const limiter = new InFlightLimiter();
    const slots = Array.from({ length: ROOM }, () => limiter.slot());
    await Promise.all(slots.map((slot) => slot.enter()));
    let isIn = false;
    const late = limiter.slot();
    const entering = late.enter().then(() => {
      isIn = true;
    });
    await new Promise(setImmediate);
    expect(isIn).toBe(false);
    slots[0]?.leave();
    await entering;
    expect(isIn).toBe(true);
  });

  it('counts a slot once, however often it enters or leaves', async () => {
    const limiter = new InFlightLimiter();
    const busy = limiter.slot();
    await Promise.all(Array.from({ length: 3 * ROOM }, () => busy.enter()));
    busy.leave();
    busy.leave();
    const others = Array.from({ length: ROOM }, () => limiter.slot());
    await Promise.all(others.map((slot) => slot.enter()));
    let extra = false;
    void limiter
      .slot()
      .enter()
      .then(() => {
        extra = true;
      });
    await new Promise(setImmediate);
    expect(extra).toBe(false);
  });

  it('gives its room on when it leaves while it still waits', async () => {
    const limiter = new InFlightLimiter();
    const holders = Array.from({ length: ROOM }, () => limiter.slot());
    await Promise.all(holders.map((slot) => slot.enter()));
    const gone = limiter.slot();
    void gone.enter();
    gone.leave();
    const next = limiter.slot();
    const entering = next.enter();
    holders[0]?.leave();
    await expect(entering).resolves.toBeUndefined();
  });
});
