import { accountOf } from './accounts.js';

describe(accountOf.name, () => {
  it('finds nothing wrong where each request was charged once', () => {
    expect(accountOf({ orders: [['a', 'b'], [], []], charges: [2, 0, 0] }, null)).toEqual({
      charges: 2,
      spoilt: 0,
      duplicates: 0,
      atFirst: 2,
    });
  });

  it('counts a request that two vendors charged for, and one that a vendor charged for twice', () => {
    const books = { orders: [['a', 'b', 'b'], ['a'], []], charges: [3, 1, 0] };
    expect(accountOf(books, 'hang_after_accept').duplicates).toBe(2);
  });

  it('counts no orders that were refused', () => {
    const books = { orders: [['a', 'b'], ['a', 'b'], []], charges: [0, 2, 0] };
    expect(accountOf(books, 'out_of_credit')).toMatchObject({ charges: 2, spoilt: 0, duplicates: 0 });
  });

  it('keeps what the first vendor spoilt apart', () => {
    const books = { orders: [['a', 'b'], ['a', 'b'], ['b']], charges: [2, 2, 1] };
    expect(accountOf(books, 'black_frame')).toEqual({ charges: 5, spoilt: 2, duplicates: 1, atFirst: 2 });
  });
});
