import fc from 'fast-check';
import { readTicket, writeTicket } from './ticket.js';

describe('a ticket', () => {
  it('is one line that people can read', () => {
    const ticket = { task: 'fal-ai/flux-lora/requests/764c', seed: 7, usd: 0.035 };
    expect(writeTicket(ticket)).toBe('fal-ai/flux-lora/requests/764c?seed=7&usd=0.035');
  });

  it('may be a bare task id', () => {
    expect(readTicket('764c')).toEqual({ task: '764c', seed: null, usd: null });
  });

  it('reads as it was written', () => {
    const seeds = fc.option(fc.nat());
    const prices = fc.option(fc.integer({ min: 0, max: 10 ** 9 }).map((micros) => micros / 10 ** 6));
    const tasks = fc.stringMatching(/^[\w/-]{1,60}$/);
    fc.assert(
      fc.property(tasks, seeds, prices, (task, seed, usd) => {
        expect(readTicket(writeTicket({ task, seed, usd }))).toEqual({ task, seed, usd });
      }),
    );
  });

  it('survives nonsense', () => {
    expect(readTicket('764c?seed=&usd=x')).toEqual({ task: '764c', seed: null, usd: null });
  });
});
