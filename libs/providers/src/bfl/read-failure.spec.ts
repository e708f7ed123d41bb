import { failedResult, readFailure } from './read-failure.js';

const result = { progress: null, result: null, details: null };
const blank = (text: string): string => text.replaceAll('secret', '***');

describe(readFailure, () => {
  it('reads a text, and findings with the names of their fields', () => {
    expect(readFailure({ status: 402, body: { detail: 'Insufficient credits' }, text: '' })).toEqual({
      says: 'Insufficient credits',
    });
    const detail = [
      { loc: ['body', 'width'], msg: 'should be a multiple of 16', type: 'multiple_of' },
      { loc: ['body', 'steps'], msg: 'should be at most 50', type: 'less_than_equal' },
    ];
    expect(readFailure({ status: 422, body: { detail }, text: '' })).toEqual({
      says: 'width: should be a multiple of 16; steps: should be at most 50',
    });
  });

  it('reads nothing from other bodies', () => {
    expect(readFailure({ status: 502, body: null, text: '<html>' })).toEqual({});
    expect(readFailure({ status: 500, body: { message: 'broke' }, text: '' })).toEqual({});
  });
});

describe(failedResult, () => {
  it.each([
    ['Request Moderated', 'content_policy', 'bfl refused it for its content'],
    ['Content Moderated', 'content_policy', 'bfl refused it for its content'],
    ['Task not found', 'task_lost', 'bfl does not know the request any more, and may have charged for it'],
    ['Error', 'bad_response', 'bfl ended the request as Error'],
  ])('takes the status %s for %s', (status, kind, message) => {
    expect(failedResult({ ...result, status }, 'bfl', blank)).toMatchObject({
      kind,
      message,
      outcome: 'accepted',
      vendorCode: status,
    });
  });

  it('adds the details, without secrets', () => {
    const details = { 'Moderation Reasons': ['Safety Filter', 'secret'], code: 7 };
    expect(failedResult({ ...result, status: 'Content Moderated', details }, 'bfl', blank).message).toBe(
      'bfl refused it for its content: Safety Filter, ***, 7',
    );
  });
});
