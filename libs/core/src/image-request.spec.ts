import { newImageRequest, VENDOR_OPERATIONS } from './image-request.js';

describe(newImageRequest.name, () => {
  it('asks for one picture from text, and leaves the rest to the bridge', () => {
    const request = newImageRequest({ prompt: 'a fox' });
    expect(request).toMatchObject({ operation: 'text', prompt: 'a fox', count: 1, fidelity: 'report' });
    const open = [
      'model',
      'size',
      'seed',
      'steps',
      'guidance',
      'sampler',
      'source',
      'mask',
      'routing',
    ] as const;
    expect(open.filter((field) => request[field] !== null)).toEqual([]);
  });

  it('puts what is given over the defaults', () => {
    const request = newImageRequest({ operation: 'edit', count: 3, seed: 0, steps: 0 });
    expect(request).toMatchObject({ operation: 'edit', count: 3, seed: 0, steps: 0 });
  });

  it('shares no state between requests', () => {
    const [one, two] = [newImageRequest({ prompt: 'one' }), newImageRequest({})];
    expect([one.prompt, two.prompt]).toEqual(['one', '']);
  });
});

describe('VENDOR_OPERATIONS', () => {
  it('holds nothing that only clients ask for', () => {
    const all: readonly string[] = VENDOR_OPERATIONS;
    expect(['edit', 'variation'].filter((operation) => all.includes(operation))).toEqual([]);
  });
});
