import {
  type Attempt,
  BridgeError,
  type BridgeErrorKind,
  type Outcome,
  ProviderError,
  type ProviderErrorKind,
} from '@fusionbridge/core';
import { PictureError } from '@fusionbridge/media';
import { finishedAttempt } from '@fusionbridge/testing';
import { NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { openAiErrorOf } from './openai-error.js';

/** What differs from one failure of an upstream to the next. */
interface UpstreamFacts {
  readonly kind: ProviderErrorKind;
  readonly outcome: Outcome;
  readonly status?: number;
  readonly vendorCode?: string;
}

function attempt(outcome: Outcome, kind: ProviderErrorKind): Attempt {
  return finishedAttempt({ outcome, delivered: 0, error: { kind, message: 'no', status: null } });
}

function allFailed(...attempts: Attempt[]): BridgeError {
  return new BridgeError({ kind: 'all_failed', message: 'All failed.', attempts });
}

describe(openAiErrorOf.name, () => {
  it.each<[BridgeErrorKind, number, string]>([
    ['invalid_request', 400, 'invalid_value'],
    ['not_found', 404, 'not_found'],
    ['unsupported', 400, 'unsupported'],
    ['content_policy', 400, 'content_policy_violation'],
    ['unauthorized', 401, 'invalid_api_key'],
    ['rate_limited', 429, 'rate_limit_exceeded'],
    ['host_not_allowed', 421, 'host_not_allowed'],
    ['origin_not_allowed', 403, 'origin_not_allowed'],
    ['all_failed', 500, 'all_providers_failed'],
    ['deadline', 500, 'deadline_exceeded'],
    ['cancelled', 500, 'cancelled'],
    ['unavailable', 503, 'unavailable'],
    ['internal', 500, 'internal_error'],
  ])('tells %s as %d', (kind, status, code) => {
    const told = openAiErrorOf(new BridgeError({ kind, message: 'why', field: 'size' }));
    expect(told).toMatchObject({ status, body: { error: { message: 'why', param: 'size', code } } });
  });

  it.each<[string, Attempt[], string, boolean]>([
    [
      'something may have been bought',
      [attempt('rejected', 'rate_limited'), attempt('unknown', 'timeout')],
      '424 all_providers_failed',
      false,
    ],
    [
      'an order is open although credit has run out',
      [attempt('accepted', 'out_of_credit')],
      '424 all_providers_failed',
      false,
    ],
    [
      'nobody has credit',
      [attempt('rejected', 'out_of_credit'), attempt('rejected', 'out_of_credit')],
      '402 insufficient_quota',
      false,
    ],
    ['all are asked too often', [attempt('rejected', 'rate_limited')], '429 rate_limit_exceeded', true],
    ['all find the request wrong', [attempt('rejected', 'validation')], '400 invalid_value', false],
    [
      'nobody was reached',
      [attempt('not_sent', 'unavailable'), attempt('rejected', 'auth')],
      '503 all_providers_failed',
      true,
    ],
    ['every key is wrong', [attempt('rejected', 'auth')], '424 all_providers_failed', false],
    [
      'what is left is set up wrong',
      [attempt('rejected', 'validation'), attempt('rejected', 'configuration')],
      '424 all_providers_failed',
      false,
    ],
  ])('knows whether asking again is wise when %s', (_why, attempts, expected, mayRetry) => {
    const told = openAiErrorOf(allFailed(...attempts));
    expect(`${told.status} ${told.body.error.code}`).toBe(expected);
    expect(told.headers['x-should-retry']).toBe(mayRetry ? undefined : 'false');
  });

  it.each<BridgeErrorKind>([
    'all_failed',
    'deadline',
    'cancelled',
    'unavailable',
    'internal',
    'rate_limited',
  ])('answers %s with 424 once an order may have been charged, whatever its code', (kind) => {
    const told = openAiErrorOf(
      new BridgeError({ kind, message: 'why', attempts: [attempt('accepted', 'timeout')] }),
    );
    const { code } = openAiErrorOf(new BridgeError({ kind, message: 'why' })).body.error;
    expect([told.status, told.headers['x-should-retry'], told.body.error.code]).toEqual([424, 'false', code]);
  });

  it('never tells a client to sleep for longer than 30 s, nor for no time at all', () => {
    const after = (retryAfterMs: number): string | undefined =>
      openAiErrorOf(new BridgeError({ kind: 'rate_limited', message: 'wait', retryAfterMs })).headers[
        'retry-after'
      ];
    expect([after(3_600_000), after(1_200), after(1)]).toEqual(['30', '2', '1']);
  });

  it('tells what Nest, the media room and bugs throw', () => {
    expect(openAiErrorOf(new PayloadTooLargeException('too large'))).toMatchObject({
      status: 413,
      body: { error: { message: 'too large', type: 'invalid_request_error' } },
    });
    expect(openAiErrorOf(new NotFoundException('nothing'))).toMatchObject({
      status: 404,
      body: { error: { code: 'not_found' } },
    });
    expect(openAiErrorOf(new PictureError('truncated', 'half a picture'))).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_image', message: 'half a picture' } },
    });
    const bug = openAiErrorOf(new Error('secret detail'));
    expect(bug).toMatchObject({ status: 500, headers: { 'x-should-retry': 'false' } });
    expect(JSON.stringify(bug)).not.toContain('secret detail');
  });

  it.each<[UpstreamFacts, string, boolean]>([
    [{ kind: 'validation', outcome: 'rejected', status: 400 }, '400 invalid_value', false],
    [
      { kind: 'validation', outcome: 'rejected', status: 400, vendorCode: 'invalid_request_error' },
      '400 invalid_value',
      false,
    ],
    [
      { kind: 'validation', outcome: 'rejected', status: 400, vendorCode: 'context_length_exceeded' },
      '400 context_length_exceeded',
      false,
    ],
    [{ kind: 'validation', outcome: 'rejected', status: 404 }, '404 not_found', false],
    [
      { kind: 'validation', outcome: 'rejected', status: 404, vendorCode: 'model_not_found' },
      '404 model_not_found',
      false,
    ],
    [{ kind: 'content_policy', outcome: 'rejected' }, '400 content_policy_violation', false],
    [{ kind: 'out_of_credit', outcome: 'rejected' }, '402 insufficient_quota', false],
    [{ kind: 'rate_limited', outcome: 'rejected' }, '429 rate_limit_exceeded', true],
    [{ kind: 'auth', outcome: 'rejected' }, '424 upstream_auth', false],
    [{ kind: 'configuration', outcome: 'rejected' }, '424 upstream_configuration', false],
    [{ kind: 'unavailable', outcome: 'not_sent' }, '503 upstream_unavailable', true],
    [{ kind: 'unavailable', outcome: 'unknown', status: 502 }, '424 upstream_unavailable', false],
    [{ kind: 'timeout', outcome: 'unknown' }, '424 upstream_timeout', false],
    [{ kind: 'bad_response', outcome: 'accepted' }, '424 upstream_bad_response', false],
  ])('tells %j of a single upstream as %s', (facts, expected, mayRetry) => {
    const message = 'the chat server failed';
    const told = openAiErrorOf(
      new ProviderError({ provider: 'the chat server', message, retryAfterMs: 90_000, ...facts }),
    );
    expect(`${told.status} ${told.body.error.code}`).toBe(expected);
    expect(told.body.error.message).toBe('The chat server failed');
    expect(told.headers['x-should-retry']).toBe(mayRetry ? undefined : 'false');
    expect(told.headers['retry-after']).toBe('30');
  });
});
