import { faultsOf, isSpoilt } from './faults.js';

describe(faultsOf.name, () => {
  it('asks no vendor for a fault that it cannot have', () => {
    expect(faultsOf('runware')).toContain('job_lost');
    expect(faultsOf('together')).not.toContain('job_lost');
    expect(faultsOf('together')).toContain('html_picture');
  });
});

describe(isSpoilt.name, () => {
  it('takes no lost answer for a spoilt picture: the vendor may still have it', () => {
    for (const fault of ['hang_after_accept', 'drop_after_accept', 'break_off', 'wrong_json'] as const) {
      expect(isSpoilt(fault, 'together')).toBe(false);
    }
    expect(isSpoilt(null, 'runware')).toBe(false);
  });

  it('knows where a vendor’s whole answer holds no picture', () => {
    expect(isSpoilt('html_picture', 'runware')).toBe(true);
    expect([isSpoilt('other_json', 'runware'), isSpoilt('other_json', 'together')]).toEqual([false, true]);
    expect([isSpoilt('black_frame', 'runware'), isSpoilt('black_frame', 'wavespeed')]).toEqual([false, true]);
  });
});
