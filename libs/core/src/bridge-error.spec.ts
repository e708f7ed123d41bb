import type { Attempt } from './attempt.js';
import { BridgeError } from './bridge-error.js';
import type { Outcome } from './provider-error.js';

function attempt(outcome: Outcome): Attempt {
  return {
    index: 0,
    provider: 'fal',
    vendorModel: 'm',
    count: 1,
    startedAt: 0,
    finishedAt: 1,
    outcome,
    taskId: null,
    delivered: 0,
    cost: null,
    error: null,
  };
}

describe(BridgeError.name, () => {
  it('has no facts but those that are given', () => {
    const error = new BridgeError({ kind: 'internal', message: 'a bug' });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'BridgeError',
      message: 'a bug',
      kind: 'internal',
      field: null,
      attempts: [],
      billed: 'no',
      retryAfterMs: null,
    });
  });

  it('names the field that the client must change', () => {
    expect(BridgeError.invalid('size', "Invalid 'size': too large.")).toMatchObject({
      kind: 'invalid_request',
      field: 'size',
      message: "Invalid 'size': too large.",
    });
  });

  it.each<[Outcome, string]>([
    ['not_sent', 'no'],
    ['rejected', 'no'],
    ['accepted', 'unknown'],
    ['unknown', 'unknown'],
  ])('tells from an attempt that ended as %s whether anything was charged', (outcome, billed) => {
    const error = new BridgeError({ kind: 'all_failed', message: 'failed', attempts: [attempt(outcome)] });
    expect(error.billed).toBe(billed);
  });

  it('believes the caller rather than the attempts', () => {
    const attempts = [attempt('accepted')];
    expect(new BridgeError({ kind: 'all_failed', message: 'failed', attempts, billed: 'no' }).billed).toBe(
      'no',
    );
  });

  it('keeps its cause', () => {
    const cause = new Error('the disk is full');
    expect(new BridgeError({ kind: 'unavailable', message: 'no', cause, retryAfterMs: 5 })).toMatchObject({
      cause,
      retryAfterMs: 5,
    });
  });
});
