import { RoleCaps } from './role-caps.js';

describe(RoleCaps.name, () => {
  it('has room in a role until its cap is reached', () => {
    const caps = new RoleCaps({ character: 2, misc: 1 });
    caps.take('character');
    expect(caps.hasRoom('character')).toBe(true);
    caps.take('character');
    expect([caps.hasRoom('character'), caps.hasRoom('misc')]).toEqual([false, true]);
  });

  it('counts roles without a cap as misc, all together', () => {
    const caps = new RoleCaps({ misc: 2 });
    expect([caps.roleOf('outfit'), caps.capOf('outfit')]).toEqual(['misc', 2]);
    caps.take('outfit');
    caps.take('weather');
    expect([caps.hasRoom('misc'), caps.hasRoom('outfit')]).toEqual([false, false]);
  });

  it.each(['constructor', 'toString', '__proto__'])('takes %j for a role like any other', (role) => {
    expect(new RoleCaps({ misc: 1 }).roleOf(role)).toBe('misc');
  });

  it('has no room with a cap of 0, nor without any cap', () => {
    expect(new RoleCaps({ nsfw: 0, misc: 1 }).hasRoom('nsfw')).toBe(false);
    expect(new RoleCaps({}).hasRoom('anything')).toBe(false);
  });
});
