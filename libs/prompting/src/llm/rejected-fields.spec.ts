import { RejectedFields } from './rejected-fields.js';

const BODY = { model: 'm', max_tokens: 9, temperature: 0.2, messages: [] };

describe(RejectedFields.name, () => {
  it('changes nothing before a field was rejected', () => {
    expect(new RejectedFields().adapt('m', BODY)).toEqual(BODY);
  });

  it('renames what has a new name and removes what has none, for that model only', () => {
    const rejected = new RejectedFields();
    expect([rejected.record('m', 'max_tokens'), rejected.record('m', 'temperature')]).toEqual([true, true]);
    expect(rejected.adapt('m', BODY)).toEqual({ model: 'm', max_completion_tokens: 9, messages: [] });
    expect(rejected.adapt('other', BODY)).toEqual(BODY);
  });

  it('asks for one repetition per field', () => {
    const rejected = new RejectedFields();
    expect([rejected.record('m', 'temperature'), rejected.record('m', 'temperature')]).toEqual([true, false]);
    expect(rejected.record('other', 'temperature')).toBe(true);
  });

  it.each([null, '', 'messages', 'model', 'constructor', '__proto__'])('does not give up %j', (field) => {
    expect(new RejectedFields().record('m', field)).toBe(false);
  });
});
