import { DONE, dataOf, eventOf } from './event.js';

describe(dataOf.name, () => {
  it.each([
    ['data: {"a":1}\n\n', '{"a":1}'],
    ['data:{"a":1}\r\n\r\n', '{"a":1}'],
    ['event: delta\rdata: x\r\r', 'x'],
    ['data:  two blanks\n\n', ' two blanks'],
    ['data: first\ndata: second\n\n', 'first\nsecond'],
    ['data:\n\n', ''],
    [': keep-alive\n\n', null],
    ['event: ping\nid: 7\n\n', null],
    ['', null],
  ])('of %j is %j', (event, data) => {
    expect(dataOf(Buffer.from(event))).toBe(data);
  });

  it('reads back what was written', () => {
    const value = { text: 'Élodie\n🦊', data: 'data: x\n\n' };
    expect(JSON.parse(dataOf(eventOf(value)) ?? '')).toEqual(value);
    expect(dataOf(DONE)).toBe('[DONE]');
  });
});
