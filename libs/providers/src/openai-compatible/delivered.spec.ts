import { cutBase64 } from '@fusionbridge/media';
import type { ProviderImages } from '@fusionbridge/core';
import { delivered } from './delivered.js';
import { ImagesAnswer } from './openai-compatible.schemas.js';

/** What becomes of one entry of `data`. */
function pictureOf(datum: object): ProviderImages['pictures'][number] | undefined {
  const cut = cutBase64(Buffer.from(JSON.stringify({ data: [datum] })));
  const answer = { value: ImagesAnswer.parse(cut.value), bytesOf: (text: string) => cut.bytesOf(text) };
  const asked = {
    provider: 'painter',
    origin: 'http://painter:8080',
    prompt: 'a fox',
    seed: null,
    cost: null,
  };
  return delivered(answer, asked).pictures[0];
}

const LONG = Buffer.alloc(20_000, 'picture');

describe(delivered, () => {
  it.each([
    ['https://cdn.example/x.png', 'https://cdn.example/x.png'],
    ['/files/x.png?a=b', 'http://painter:8080/files/x.png?a=b'],
    ['files/x.png', 'http://painter:8080/files/x.png'],
  ])('makes %s an address', (url, href) => {
    expect(pictureOf({ url })).toMatchObject({ url: href, trustedOrigin: 'http://painter:8080' });
  });

  it.each([
    ['short', Buffer.from('short picture')],
    ['long', LONG],
  ])('takes a %s picture that stands where its address should be', (_length, bytes) => {
    const url = `data:image/png;base64,${bytes.toString('base64')}`;
    expect(pictureOf({ url })).toMatchObject({ bytes });
  });

  it('takes base64 before an address, and an address where base64 is empty', () => {
    expect(pictureOf({ b64_json: LONG.toString('base64'), url: 'https://x.example/y' })).toMatchObject({
      bytes: LONG,
    });
    expect(pictureOf({ b64_json: '', url: 'https://x.example/y' })).toMatchObject({
      url: 'https://x.example/y',
    });
  });

  it('has no word to say about a prompt that comes back as it was', () => {
    const value = ImagesAnswer.parse({
      data: ['a fox', '', null].map((revised) => ({ b64_json: 'cGljdHVyZQ==', revised_prompt: revised })),
    });
    const answer = { value, bytesOf: (text: string) => Buffer.from(text, 'base64') };
    const asked = {
      provider: 'painter',
      origin: 'http://painter:8080',
      prompt: 'a fox',
      seed: null,
      cost: null,
    };
    expect(delivered(answer, asked).degradations).toEqual([]);
  });

  it('passes over an entry with neither', () => {
    expect(pictureOf({ b64_json: null })).toBeUndefined();
  });
});
