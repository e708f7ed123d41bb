import { accountOf } from './accounts.js';

describe(accountOf.name, () => {
  it('finds nothing wrong where each request was charged once', () => {
    const books = { ordered: [['a', 'b'], ['b'], []], charged: [['a'], ['b'], []] };
    expect(accountOf(books, false)).toEqual({ charges: 2, spoilt: 0, duplicates: 0, atFirst: 2 });
  });

  it('counts a request that two vendors charged for, and one that a vendor charged for twice', () => {
    const charged = [['a', 'b', 'b'], ['a'], ['c']];
    expect(accountOf({ ordered: charged, charged }, false)).toMatchObject({ charges: 5, duplicates: 2 });
  });

  it('keeps what the first vendor spoilt apart', () => {
    const charged = [['a', 'b'], ['a', 'b'], []];
    expect(accountOf({ ordered: charged, charged }, true)).toEqual({
      charges: 4,
      spoilt: 2,
      duplicates: 0,
      atFirst: 2,
    });
  });

  it('forgives no second good picture because a spoilt one came before', () => {
    const charged = [['a'], ['a'], ['a']];
    expect(accountOf({ ordered: charged, charged }, true).duplicates).toBe(1);
  });
});
