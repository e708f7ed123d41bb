import { appliedLoras, deliveredRequest } from './delivered-request.js';
import { newImageRequest } from './image-request.js';

const ASKED = newImageRequest({
  prompt: 'a fox',
  negativePrompt: 'fog',
  seed: 7,
  size: { width: 512, height: 512 },
  loras: [
    { name: 'grain', weight: 0.7 },
    { name: 'elena', weight: 1 },
  ],
});

function dropped(field: string, asked: string): { field: string; asked: string; given: string; why: string } {
  return { field, asked, given: 'dropped', why: 'the server has none' };
}

describe(deliveredRequest.name, () => {
  it('is the request itself where the call changed nothing', () => {
    const degradations = [{ field: 'loras', asked: 'grain:0.7', given: 'grain:0.5', why: 'too strong' }];
    expect(deliveredRequest(ASKED, { degradations })).toBe(ASKED);
  });

  it('lacks what the call dropped', () => {
    const degradations = [
      dropped('loras', 'elena:1'),
      dropped('negativePrompt', 'fog'),
      dropped('seed', '7'),
    ];
    expect(deliveredRequest(ASKED, { degradations })).toEqual({
      ...ASKED,
      negativePrompt: '',
      seed: null,
      loras: [{ name: 'grain', weight: 0.7 }],
    });
  });

  it('has the values that the vendor applied', () => {
    const applied = { seed: 99, size: { width: 256, height: 256 } };
    expect(deliveredRequest(ASKED, { degradations: [], applied })).toEqual({ ...ASKED, ...applied });
  });
});

describe(appliedLoras.name, () => {
  it('tells why each was selected, with the weight that was applied', () => {
    const selected = { name: 'grain', weight: 1, reason: 'keyword "film"' };
    expect(appliedLoras({ loras: [selected] }, ASKED)).toEqual([
      { ...selected, weight: 0.7 },
      { name: 'elena', weight: 1, reason: '' },
    ]);
  });
});
