import { readTicket, writeTicket } from './ticket.js';

const TASK = '0f5b2d5e-0d0c-4c1d-9f57-6a1c8a5b7e10';

describe(writeTicket.name, () => {
  it('keeps all that is needed after a restart', () => {
    const withoutLoras = [
      { field: 'loras', asked: 'https://a.example/x?y=1&z=2:0.5', given: 'dropped', why: 'no & why' },
      { field: 'loras', asked: 'two:1', given: 'dropped', why: '50 %?' },
    ];
    const ticket = { task: TASK, count: 3, confirmed: true, withoutLoras };
    expect(readTicket(writeTicket(ticket))).toEqual(ticket);
  });

  it('can be read by people', () => {
    const ticket = { task: TASK, count: 1, confirmed: false, withoutLoras: [] };
    expect(writeTicket(ticket)).toBe(`${TASK}?count=1`);
    expect(writeTicket({ ...ticket, confirmed: true })).toBe(`${TASK}?count=1&confirmed=yes`);
  });

  it.each([TASK, `${TASK}?count=x`])('takes %s for one picture that nobody confirmed', (text) => {
    expect(readTicket(text)).toEqual({ task: TASK, count: 1, confirmed: false, withoutLoras: [] });
  });
});
