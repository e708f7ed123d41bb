import { Intake } from './intake.js';

const ROOM = 12;

describe(Intake.name, () => {
  it('lets so many in, and the next one when one has left', async () => {
    const intake = new Intake();
    const slots = Array.from({ length: ROOM }, () => intake.slot());
    await Promise.all(slots.map((slot) => slot.enter()));
    let isIn = false;
    const late = intake.slot();
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
    const intake = new Intake();
    const busy = intake.slot();
    await Promise.all(Array.from({ length: 3 * ROOM }, () => busy.enter()));
    busy.leave();
    busy.leave();
    const others = Array.from({ length: ROOM }, () => intake.slot());
    await Promise.all(others.map((slot) => slot.enter()));
    let extra = false;
    void intake
      .slot()
      .enter()
      .then(() => {
        extra = true;
      });
    await new Promise(setImmediate);
    expect(extra).toBe(false);
  });

  it('gives its room on when it leaves while it still waits', async () => {
    const intake = new Intake();
    const holders = Array.from({ length: ROOM }, () => intake.slot());
    await Promise.all(holders.map((slot) => slot.enter()));
    const gone = intake.slot();
    void gone.enter();
    gone.leave();
    const next = intake.slot();
    const entering = next.enter();
    holders[0]?.leave();
    await expect(entering).resolves.toBeUndefined();
  });
});
