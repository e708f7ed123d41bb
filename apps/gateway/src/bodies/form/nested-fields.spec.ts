import fc from 'fast-check';
import { nestedFields } from './nested-fields.js';

describe('nestedFields', () => {
  it('reads lists of objects as FastFusion and as the OpenAI SDKs write them', () => {
    const wanted = [{ name: 'film-grain', weight: '0.5' }, { name: 'elena' }];
    expect(
      nestedFields([
        ['lora_settings[0][name]', 'film-grain'],
        ['lora_settings[0][weight]', '0.5'],
        ['lora_settings[1][name]', 'elena'],
        ['loras[][name]', 'film-grain'],
        ['loras[][weight]', '0.5'],
        ['loras[][name]', 'elena'],
      ]),
    ).toEqual({ lora_settings: wanted, loras: wanted });
  });

  it('reads plain fields, lists of texts and objects', () => {
    expect(
      nestedFields([
        ['prompt', 'first'],
        ['prompt', 'second'],
        ['mask', ''],
        ['tags[]', 'a'],
        ['tags[]', 'b'],
        ['character_prompts[Anna]', 'red hair'],
      ]),
    ).toEqual({ prompt: 'second', tags: ['a', 'b'], character_prompts: { Anna: 'red hair' } });
  });

  it.each(['a[b', 'a]b', '[a]', '', 'a[b][c][d][e]', 'a[b]c'])('refuses the name "%s"', (name) => {
    expect(() => nestedFields([[name, 'x']])).toThrow(/name of a field/);
  });

  it('never touches a prototype and never fails otherwise', () => {
    const key = fc.constantFrom('', '0', '7', '__proto__', 'constructor', 'name', 'toString');
    const name = fc
      .tuple(fc.constantFrom('a', '__proto__', 'b'), fc.array(key, { maxLength: 3 }))
      .map(([head, keys]) => head + keys.map((one) => `[${one}]`).join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), (texts) => {
        const read = nestedFields(texts);
        expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
        expect(JSON.stringify({})).toBe('{}');
      }),
    );
  });
});
