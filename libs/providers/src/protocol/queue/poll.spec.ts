import { type Outcome, ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import { failureOf, Witness } from '@fusionbridge/testing';
import { pollToTheEnd } from './poll.js';
import { whileWorking } from './while-working.js';

function failed(kind: ProviderErrorKind, outcome: Outcome, status?: number): ProviderError {
  return new ProviderError({
    provider: 'acme',
    kind,
    outcome,
    message: 'acme failed',
    ...(status === undefined ? {} : { status }),
  });
}

const QUESTIONS_TOO_MANY = 100;

async function poll(answers: (string | null | Error)[], witness = new Witness()): Promise<string> {
  let asked = 0;
  return pollToTheEnd({
    provider: 'acme',
    context: witness,
    timeoutMs: 60_000,
    pausesMs: [0],
    ask: async () => {
      const answer = answers[Math.min(asked, answers.length - 1)] ?? null;
      asked += 1;
      if (asked > QUESTIONS_TOO_MANY) {
        throw new Error('asks for ever');
      }
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
  });
}

describe(pollToTheEnd.name, () => {
  const refused = failed('unavailable', 'not_sent');

  it('asks until the order is done', async () => {
    expect(await poll([null, null, 'done'])).toBe('done');
  });

  it('asks again after questions that failed, as often as one got through in between', async () => {
    const rough = [refused, refused, refused, refused, null];
    expect(await poll([...rough, ...rough, 'done'])).toBe('done');
  });

  it('ends when the questions keep failing, and leaves open what became of the order', async () => {
    const witness = new Witness();
    expect(await failureOf(poll([refused], witness))).toMatchObject({
      kind: 'unavailable',
      outcome: 'unknown',
    });
    expect(witness.lines).toHaveLength(4);
  });

  it.each([
    ['stopped', failed('cancelled', 'not_sent'), 'cancelled'],
    ['the key is refused', failed('auth', 'rejected', 401), 'auth'],
    ['the vendor does not know the order', failed('validation', 'rejected', 404), 'task_lost'],
  ])('ends at once when %s', async (_what, error, kind) => {
    expect(await failureOf(poll([error, 'done']))).toMatchObject({ kind, outcome: 'accepted' });
  });

  it('ends at once when it is stopped before a question', async () => {
    const witness = new Witness();
    witness.abort();
    expect(await failureOf(poll(['done'], witness))).toMatchObject({
      kind: 'cancelled',
      outcome: 'accepted',
    });
  });
});

describe(whileWorking.name, () => {
  const kinds = [
    'validation',
    'rate_limited',
    'bad_response',
    'unavailable',
    'timeout',
    'out_of_credit',
  ] as const;

  it.each(kinds)('never takes a failed question (%s) for a closed order', (kind) => {
    for (const outcome of ['not_sent', 'rejected', 'accepted', 'unknown'] as const) {
      const { kind: meant, outcome: became } = whileWorking(failed(kind, outcome), 'acme');
      expect([meant, became]).toEqual([kind === 'timeout' ? 'timeout' : 'unavailable', 'unknown']);
    }
  });

  it('keeps what the vendor said', () => {
    const error = new ProviderError({
      provider: 'acme',
      kind: 'rate_limited',
      outcome: 'rejected',
      status: 429,
      vendorCode: 'slow_down',
      retryAfterMs: 7000,
      message: 'acme is asked too often',
    });
    expect(whileWorking(error, 'acme')).toMatchObject({
      status: 429,
      vendorCode: 'slow_down',
      retryAfterMs: 7000,
      message: 'acme is asked too often',
    });
    expect(whileWorking(new Error('odd'), 'acme')).toMatchObject({ kind: 'unavailable', outcome: 'unknown' });
  });
});
