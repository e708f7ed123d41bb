import { type Outcome, ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import { Circuit } from './circuit.js';

const SECOND = 1000;

function failure(kind: ProviderErrorKind, retryAfterMs?: number): ProviderError {
  const outcome: Outcome = 'rejected';
  return new ProviderError({
    provider: 'acme',
    kind,
    outcome,
    message: `acme: ${kind}`,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

describe(Circuit.name, () => {
  let probes: number;
  let isBack: boolean;
  let circuit: Circuit;

  beforeEach(() => {
    jest.useFakeTimers();
    probes = 0;
    isBack = true;
    circuit = new Circuit({
      failures: 3,
      firstRestMs: 10 * SECOND,
      probe: async () => {
        probes += 1;
        if (!isBack) {
          throw new Error('still away');
        }
      },
    });
  });

  afterEach(() => {
    circuit.dispose();
    jest.useRealTimers();
  });

  async function fail(error: ProviderError, times = 1): Promise<void> {
    for (let told = 0; told < times; told += 1) {
      circuit.failed(error);
      await jest.advanceTimersByTimeAsync(0);
    }
  }

  async function succeed(): Promise<void> {
    circuit.succeeded();
    await jest.advanceTimersByTimeAsync(0);
  }

  it('opens after so many failures in a row, and a success in between starts the count anew', async () => {
    await fail(failure('timeout'), 2);
    await succeed();
    await fail(failure('timeout'), 2);
    expect(circuit.rest).toBeNull();
    await fail(failure('timeout'));
    expect(circuit.rest).toEqual({
      until: Date.now() + 10 * SECOND,
      because: expect.objectContaining({ kind: 'timeout' }),
    });
  });

  it.each<[string, ProviderError, number]>([
    ['as long as the vendor said', failure('rate_limited', 42 * SECOND), 42 * SECOND],
    ['for hours, where the vendor says so', failure('rate_limited', 5 * 3600 * SECOND), 5 * 3600 * SECOND],
    ['as long as a model takes to load', failure('unavailable', 20 * SECOND), 20 * SECOND],
    ['shortly when asked too often without a time', failure('rate_limited'), 5 * SECOND],
    ['ten minutes without credit', failure('out_of_credit'), 600 * SECOND],
    ['ten minutes with a bad key', failure('auth'), 600 * SECOND],
  ])('opens at once, %s', async (_what, error, ms) => {
    await fail(error);
    expect(circuit.rest?.until).toBe(Date.now() + ms);
  });

  it('probes by itself when the rest is over, and closes when the vendor is back', async () => {
    await fail(failure('timeout'), 3);
    await jest.advanceTimersByTimeAsync(9 * SECOND);
    expect([probes, circuit.rest === null]).toEqual([0, false]);
    await jest.advanceTimersByTimeAsync(2 * SECOND);
    expect([probes, circuit.rest === null]).toEqual([1, true]);
  });

  it('rests twice as long after each probe in vain', async () => {
    isBack = false;
    await fail(failure('timeout'), 3);
    await jest.advanceTimersByTimeAsync(11 * SECOND);
    expect(probes).toBe(1);
    expect(circuit.rest?.because.kind).toBe('timeout');
    await jest.advanceTimersByTimeAsync(18 * SECOND);
    expect(probes).toBe(1);
    await jest.advanceTimersByTimeAsync(3 * SECOND);
    expect(probes).toBe(2);
  });

  it('has the vendor on trial after a probe: one more failure opens it, for longer', async () => {
    await fail(failure('timeout'), 3);
    await jest.advanceTimersByTimeAsync(11 * SECOND);
    await fail(failure('timeout'));
    expect(circuit.rest?.until).toBe(Date.now() + 20 * SECOND);
  });

  it('trusts a vendor again that delivered', async () => {
    await fail(failure('timeout'), 3);
    await jest.advanceTimersByTimeAsync(11 * SECOND);
    await succeed();
    await fail(failure('timeout'), 2);
    expect(circuit.rest).toBeNull();
    await fail(failure('timeout'));
    expect(circuit.rest?.until).toBe(Date.now() + 10 * SECOND);
  });

  it('ignores what calls under way report while it is open', async () => {
    await fail(failure('timeout'), 3);
    const { rest } = circuit;
    await fail(failure('auth'));
    expect(circuit.rest).toEqual(rest);
    await succeed();
    expect(circuit.rest).toEqual(rest);
  });

  it('does not probe at once when the vendor names a time longer than a timer can be', async () => {
    await fail(failure('rate_limited', 60 * 24 * 3600 * SECOND));
    await jest.advanceTimersByTimeAsync(3600 * SECOND);
    expect([probes, circuit.rest === null]).toEqual([0, false]);
  });

  it('stays open when it is disposed of during a probe, and probes no more', async () => {
    let end: () => void = () => undefined;
    const slow = new Circuit({
      failures: 1,
      firstRestMs: SECOND,
      probe: () => {
        probes += 1;
        return new Promise((_resolve, reject) => {
          end = () => reject(new Error('still away'));
        });
      },
    });
    slow.failed(failure('timeout'));
    await jest.advanceTimersByTimeAsync(SECOND);
    slow.dispose();
    end();
    await jest.advanceTimersByTimeAsync(3600 * SECOND);
    expect(probes).toBe(1);
  });

  it('asks nothing any more once it is disposed of', async () => {
    await fail(failure('timeout'), 3);
    circuit.dispose();
    await jest.advanceTimersByTimeAsync(3600 * SECOND);
    expect(probes).toBe(0);
  });
});
