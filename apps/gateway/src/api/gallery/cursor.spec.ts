import { cursorOf, placeOf } from './cursor.js';

/** Clients keep cursors over an upgrade: the next page has to be where the last one ended. */
describe('Cursors of the gallery', () => {
  it('are what they were', () => {
    expect(cursorOf(1_838_080_000_000_513)).toBe('YmVmb3JlIDE4MzgwODAwMDAwMDA1MTM');
    expect(placeOf('YmVmb3JlIDE4MzgwODAwMDAwMDA1MTM')).toBe(1_838_080_000_000_513);
  });
});
