import { ProviderError } from '@fusionbridge/core';
import { FakeProvider } from '@fusionbridge/testing';
import { paints, planOf, routingOver } from '../../test/bench.js';
import { HealthBoard } from './health-board.js';

describe(HealthBoard.name, () => {
  it('keeps nothing of a request: no pictures of it, and no cause or stack of its failure', async () => {
    const first = new FakeProvider('first', paints);
    const module = await routingOver([first]);
    const board = module.get(HealthBoard);
    const [candidate] = planOf(1, first).candidates;
    if (candidate === undefined) {
      throw new Error('there is no candidate');
    }
    const failure = new ProviderError({
      provider: 'first',
      kind: 'out_of_credit',
      outcome: 'rejected',
      message: 'no credit is left',
      status: 402,
      vendorCode: 'credit',
      retryAfterMs: 60_000,
      cause: { body: Buffer.alloc(1_000_000) },
    });
    board.begin(candidate)(failure, null);
    expect(board.asked()).toStrictEqual([{ provider: 'first', vendorModel: 'm1' }]);
    await new Promise((resolve) => setImmediate(resolve));
    const { record, rest } = board.of(candidate);
    for (const kept of [record.lastError?.error, rest?.because]) {
      expect(kept).toMatchObject({
        kind: 'out_of_credit',
        outcome: 'rejected',
        status: 402,
        vendorCode: 'credit',
        retryAfterMs: 60_000,
        stack: 'ProviderError: no credit is left',
      });
      expect(kept?.cause).toBeUndefined();
    }
    await module.close();
  });
});
