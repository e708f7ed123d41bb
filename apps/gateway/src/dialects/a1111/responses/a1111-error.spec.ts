import { type Attempt, BridgeError, type BridgeErrorKind } from '@fusionbridge/core';
import { BadRequestException, HttpException, NotFoundException } from '@nestjs/common';
import { BodyRejected } from '../body/body-rejected.js';
import { a1111ErrorOf } from './a1111-error.js';
import { UnknownCheckpoint } from './unknown-checkpoint.js';

const FAILED: Attempt = {
  index: 0,
  provider: 'sd-webui',
  vendorModel: 'meadow',
  count: 1,
  startedAt: 1000,
  finishedAt: 3500,
  outcome: 'not_sent',
  taskId: 'secret-task',
  delivered: 0,
  cost: null,
  error: { kind: 'unavailable', message: 'sd-webui is not reachable', status: null },
};

describe(a1111ErrorOf.name, () => {
  it("writes body mistakes in FastAPI's shape", () => {
    const detail = [
      { loc: ['body', 'steps'], msg: 'value is not a valid integer', type: 'type_error.integer' },
    ];
    expect(a1111ErrorOf(new BodyRejected(detail))).toEqual({ status: 422, body: { detail }, headers: {} });
    expect(a1111ErrorOf(BridgeError.invalid('mask', 'It is no picture.')).body).toEqual({
      detail: [{ loc: ['body', 'mask'], msg: 'It is no picture.', type: 'value_error' }],
    });
  });

  it("writes a body that is no JSON in FastAPI's shape", () => {
    const { status, body } = a1111ErrorOf(
      new BadRequestException('The body is no valid JSON: it ends early'),
    );
    expect(status).toBe(422);
    expect(body).toEqual({
      detail: [
        { loc: ['body'], msg: 'The body is no valid JSON: it ends early', type: 'value_error.jsondecode' },
      ],
    });
  });

  it('writes what a client can change as HTTPException', () => {
    expect(a1111ErrorOf(new NotFoundException('Init image not found'))).toEqual({
      status: 404,
      body: { error: 'HTTPException', detail: 'Init image not found', body: '', errors: '' },
      headers: {},
    });
    expect(a1111ErrorOf(new HttpException('plain text', 413)).body).toMatchObject({ detail: 'plain text' });
  });

  it("writes A1111's own error for an unknown checkpoint", () => {
    expect(a1111ErrorOf(new UnknownCheckpoint('nobody', ['meadow']))).toEqual({
      status: 500,
      body: {
        error: 'RuntimeError',
        detail: '',
        body: '',
        errors: "model 'nobody' not found. Known are: meadow",
      },
      headers: {},
    });
  });

  it('tells what was tried, without the task id of the vendor', () => {
    const { status, body } = a1111ErrorOf(
      new BridgeError({ kind: 'all_failed', message: 'The only provider failed.', attempts: [FAILED] }),
    );
    expect(status).toBe(500);
    expect(body).toEqual({
      error: 'AllProvidersFailed',
      detail: '',
      body: '',
      errors: 'The only provider failed.',
      attempts: [
        {
          provider: 'sd-webui',
          model: 'meadow',
          outcome: 'not_sent',
          delivered: 0,
          cost: null,
          seconds: 2.5,
          error: { kind: 'unavailable', message: 'sd-webui is not reachable' },
        },
      ],
    });
  });

  it.each<[string, Partial<Attempt>, number]>([
    ['may have been charged', { outcome: 'unknown' }, 424],
    ['has been charged', { outcome: 'accepted', cost: { usd: 0.12, source: 'list' } }, 424],
    ['is free', { outcome: 'unknown', cost: { usd: 0, source: 'free' } }, 500],
    [
      'was refused for its key',
      { outcome: 'rejected', error: { kind: 'auth', message: 'no', status: 401 } },
      424,
    ],
    [
      'is set up wrong',
      { outcome: 'rejected', error: { kind: 'configuration', message: 'no', status: 404 } },
      424,
    ],
    [
      'has no credit',
      { outcome: 'rejected', error: { kind: 'out_of_credit', message: 'no', status: 402 } },
      402,
    ],
    [
      'asks to wait',
      { outcome: 'rejected', error: { kind: 'rate_limited', message: 'no', status: 429 } },
      429,
    ],
  ])('keeps clients from sending again what %s', (_why, facts, status) => {
    const error = new BridgeError({
      kind: 'all_failed',
      message: 'It failed.',
      attempts: [{ ...FAILED, ...facts }],
    });
    const told = a1111ErrorOf(error);
    expect(told.status).toBe(status);
    expect(told.body).toMatchObject({ error: 'AllProvidersFailed', errors: 'It failed.' });
    expect(told.headers['x-should-retry']).toBe(status === 429 ? undefined : 'false');
  });

  it.each<[BridgeErrorKind, number]>([
    ['invalid_request', 422],
    ['not_found', 404],
    ['unsupported', 422],
    ['content_policy', 400],
    ['unauthorized', 401],
    ['rate_limited', 429],
    ['all_failed', 500],
    ['deadline', 500],
    ['cancelled', 500],
    ['unavailable', 503],
    ['internal', 500],
  ])('answers %s with %d', (kind, status) => {
    expect(a1111ErrorOf(new BridgeError({ kind, message: 'No.' })).status).toBe(status);
  });

  it.each([
    [100, '1'],
    [2500, '3'],
    [3_600_000, '30'],
  ])('asks to wait after %d ms for %s s', (retryAfterMs, seconds) => {
    const error = new BridgeError({ kind: 'rate_limited', message: 'Too many.', retryAfterMs });
    expect(a1111ErrorOf(error).headers).toEqual({ 'retry-after': seconds });
  });

  it('says nothing of what is inside an error that nobody foresaw', () => {
    const { status, body } = a1111ErrorOf(new TypeError('/home/me/key.txt is undefined'));
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('key.txt');
  });
});
