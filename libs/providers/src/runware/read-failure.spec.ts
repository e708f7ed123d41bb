import { ProviderError } from '@fusionbridge/core';
import { failedTask, isEndOfTask, readFailure, readTaskFailure } from './read-failure.js';

function errors(code: string, taskType?: string): unknown {
  return { errors: [{ code, message: 'said so', ...(taskType === undefined ? {} : { taskType }) }] };
}

describe(readFailure.name, () => {
  it.each([
    ['insufficientCredits', 'out_of_credit'],
    ['accountQuotaExceeded', 'out_of_credit'],
    ['rateLimitExceeded', 'rate_limited'],
    ['providerContentPolicyViolation', 'content_policy'],
    ['nsfwContentDetected', 'content_policy'],
    ['promptBlocked', 'content_policy'],
    ['moderationFailed', 'content_policy'],
    ['invalidApiKey', 'auth'],
    ['timeoutProvider', 'timeout'],
    ['modelNotFound', 'media_fetch'],
    ['downloadFailed', 'media_fetch'],
    ['modelNotReady', 'unavailable'],
    ['providerError', 'unavailable'],
    ['invalidWidth', 'validation'],
    ['missingPositivePrompt', 'validation'],
    ['loraCountExceeded', 'validation'],
  ])('takes %s for %s', (code, kind) => {
    expect(readFailure({ status: 400, body: errors(code), text: '' })).toEqual({
      says: 'said so',
      vendorCode: code,
      kind,
    });
  });

  it('leaves what it does not know to the status', () => {
    const read = readFailure({ status: 500, body: errors('internalServerError'), text: '' });
    expect(read).toEqual({ says: 'said so', vendorCode: 'internalServerError' });
    expect(readFailure({ status: 502, body: null, text: '<html>' })).toEqual({});
  });

  it('reads the older form with a single error', () => {
    const body = { error: { code: 'invalidApiKey', message: '' }, taskUUID: '0f5b' };
    expect(readFailure({ status: 401, body, text: '' })).toMatchObject({
      kind: 'auth',
      says: 'invalidApiKey',
    });
  });

  it('believes a refusal with a good status, unless the order may be at work', () => {
    const refused = readFailure({ status: 200, body: errors('insufficientCredits'), text: '' });
    expect(refused).toMatchObject({ kind: 'out_of_credit', outcome: 'rejected' });
    expect(readFailure({ status: 200, body: errors('timeoutProvider'), text: '' }).outcome).toBeUndefined();
    expect(readFailure({ status: 200, body: errors('strange'), text: '' }).outcome).toBeUndefined();
  });
});

describe(readTaskFailure.name, () => {
  it.each([
    [400, errors('inferenceError', 'imageInference'), { kind: 'bad_response', outcome: 'accepted' }],
    [400, errors('invalidSeedImage', 'imageInference'), { kind: 'validation', outcome: 'accepted' }],
    [503, errors('noAvailableServer', 'imageInference'), { kind: 'unavailable', outcome: 'rejected' }],
    [400, errors('taskNotFound', 'getResponse'), { kind: 'task_lost', outcome: 'accepted' }],
    [400, errors('contentPolicyViolation'), { kind: 'content_policy', outcome: 'accepted' }],
  ])('takes %i %j for the end of the order', (status, body, verdict) => {
    const read = readTaskFailure({ status, body, text: '' });
    expect(read).toMatchObject(verdict);
    expect(read.vendorCode).toBeDefined();
  });

  it.each([
    [429, errors('rateLimitExceeded', 'getResponse')],
    [401, errors('invalidApiKey', 'authentication')],
    [500, errors('internalServerError')],
    [400, errors('invalidTaskUUID', 'getResponse')],
    [502, null],
  ])('takes %i %j for a question that failed', (status, body) => {
    const read = readTaskFailure({ status, body, text: '' });
    expect(read.vendorCode).toBeUndefined();
    expect(read.outcome).toBeUndefined();
  });

  it('tells both apart afterwards', () => {
    const facts = { provider: 'runware', kind: 'unavailable', outcome: 'unknown', message: 'x' } as const;
    expect(isEndOfTask(new ProviderError({ ...facts, status: 400, vendorCode: 'inferenceError' }))).toBe(
      true,
    );
    expect(isEndOfTask(new ProviderError({ ...facts, status: 500 }))).toBe(false);
    expect(isEndOfTask(new ProviderError({ ...facts, vendorCode: 'ECONNRESET' }))).toBe(false);
  });
});

describe(failedTask.name, () => {
  it('says what Runware said, secrets blanked out', () => {
    const complaint = { code: 'inferenceError', message: 'bad secret', taskType: null };
    const error = failedTask(complaint, (text) => text.replace('secret', '***'));
    expect(error).toMatchObject({ kind: 'bad_response', outcome: 'accepted', vendorCode: 'inferenceError' });
    expect(error.message).toBe('runware ended the task without a picture: bad ***');
  });

  it('says nothing where Runware says nothing', () => {
    const error = failedTask({ code: '', message: '', taskType: null }, (text) => text);
    expect(error.message).toBe('runware ended the task without a picture');
  });
});
