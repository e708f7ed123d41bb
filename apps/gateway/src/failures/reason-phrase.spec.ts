import fc from 'fast-check';
import { reasonPhrase } from './reason-phrase.js';

describe(reasonPhrase.name, () => {
  it('begins with what it cost and ends between words', () => {
    const message = `openai failed (500): The server had an error ${'and went on and on '.repeat(9)}`;
    const phrase = reasonPhrase(message, 'unknown');
    expect(phrase).toMatch(
      /^May have been charged, not bought again: openai failed \(500\): .* (and|went|on)\.\.\.$/,
    );
    expect(phrase.length).toBeLessThanOrEqual(120);
  });

  it('keeps letters as far as a header can', () => {
    expect(reasonPhrase("The model 'né 画' does\nnot exist…", 'no')).toBe(
      "The model 'ne ?' does not exist...",
    );
  });

  it('is a phrase that a header can hold, whatever the message', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (message) => {
        const phrase = reasonPhrase(message, 'no');
        expect(phrase).toMatch(/^[\x20-\x7e]*$/);
        expect(phrase.length).toBeLessThanOrEqual(120);
      }),
    );
  });
});
