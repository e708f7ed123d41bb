import { tryDecodeUri, tryParseJson } from './lenient-texts.js';

describe(tryParseJson, () => {
  it.each([
    ['{"a":[1]}', { a: [1] }],
    ['null', null],
    ['"text"', 'text'],
    ['', undefined],
    ['{"a":', undefined],
    ['NaN', undefined],
  ])('reads %j as %j', (text, value) => {
    expect(tryParseJson(text)).toEqual(value);
  });
});

describe(tryDecodeUri, () => {
  it.each([
    ['a%20b%2Fc', 'a b/c'],
    ['%C3%A9', 'é'],
    ['100%', '100%'],
    ['%E9 in Latin-1', '%E9 in Latin-1'],
    ['plain', 'plain'],
  ])('decodes %j to %j', (text, decoded) => {
    expect(tryDecodeUri(text)).toBe(decoded);
  });
});
