import { presentedKeys } from './presented-key.js';

const KEY = 'a-key:with-colons';

function basic(text: string): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(text).toString('base64')}` };
}

describe(presentedKeys.name, () => {
  it.each([KEY, `user:${KEY}`, `${KEY}:`, `${KEY}:anything`])(
    'finds a key with colons in Basic %s',
    (text) => {
      expect(presentedKeys(null, undefined, basic(text))).toContain(KEY);
    },
  );

  it.each([
    undefined,
    '',
    'Basic',
    'Basic ',
    'Basic dW5kZWZpbmVk',
    'Bearer',
    'Bearer ',
    'Bearer null',
    'Bearer undefined',
    'Digest abc',
    'nonsense',
  ])('takes %j for no key at all', (authorization) => {
    expect(presentedKeys(null, '', { authorization })).toEqual([]);
  });

  it('collects the keys of all places, so that junk in one does not hide a good one in another', () => {
    const keys = presentedKeys('from-path', 'from-query', { authorization: 'Bearer from-header' });
    expect(keys).toEqual(['from-path', 'from-query', 'from-header']);
    expect(presentedKeys('from-path', ['a', 'b'], basic('undefined'))).toEqual(['from-path']);
  });
});
