import { taskStateOf } from './results.js';
import { type Result, TaskAnswer } from './runware.schemas.js';

const done = { status: 'success', imageURL: 'https://im.runware.ai/fox.png' };
const failed = { status: 'error', error: { code: 'invalidLora', message: 'no such LoRA' } };

function stateOf(response: object, count: number): ReturnType<typeof taskStateOf> {
  return taskStateOf(TaskAnswer.parse(response), count);
}

describe(taskStateOf, () => {
  it('goes on until every picture is done or failed', () => {
    expect(stateOf({ data: [done] }, 2)).toMatchObject({ hasEnded: false, fraction: 0.5 });
    expect(stateOf({ data: [done, done] }, 2)).toMatchObject({ hasEnded: true, fraction: 1 });
    const mixed = stateOf({ data: [done, failed] }, 2);
    expect(mixed.hasEnded).toBe(true);
    expect(mixed.done).toHaveLength(1);
    expect(mixed.complaints).toMatchObject([{ code: 'invalidLora' }]);
  });

  it.each([
    [{ status: 'processing', progress: 40 }, 0.4],
    [{ status: 'processing', progress: 140 }, 1],
    [{ status: 'processing', progress: -3 }, 0],
    [{ status: 'processing' }, 0],
  ])('reads the progress of %j as %d', (running, fraction) => {
    expect(stateOf({ data: [running] }, 1)).toMatchObject({ hasEnded: false, fraction, complaints: [] });
  });

  it('takes a result without a status for done if it has a picture, in whatever field', () => {
    const pictures: Partial<Result>[] = [
      { imageURL: 'https://im.runware.ai/fox.png' },
      { imageDataURI: 'data:image/png;base64,iVBORw0KGgo=' },
      { imageBase64Data: 'iVBORw0KGgoAAAANSUhEUgAA' },
    ];
    for (const picture of pictures) {
      expect(stateOf({ data: [picture] }, 1).hasEnded).toBe(true);
    }
    expect(stateOf({ data: [{ imageUUID: '7a1c' }] }, 1).hasEnded).toBe(false);
  });

  it('ends with an error as soon as nothing is running any more', () => {
    const errors = [{ code: 'timeoutProvider', message: 'too slow' }];
    expect(stateOf({ data: [], errors }, 4)).toMatchObject({ hasEnded: true, done: [] });
    expect(stateOf({ data: [{ status: 'processing' }], errors }, 4).hasEnded).toBe(false);
    expect(stateOf({ data: { status: 'failed' } }, 4).complaints).toEqual([
      { code: '', message: '', taskType: null },
    ]);
  });
});
