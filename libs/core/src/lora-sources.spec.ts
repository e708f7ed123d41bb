import { loraSourcesOf } from './lora-sources.js';

describe(loraSourcesOf.name, () => {
  it.each([
    ['https://host.example/files/Elena%20v2.safetensors?token=1', { file: 'Elena v2' }],
    ['https://civitai.com/api/download/models/62833', {}],
  ])('reads the address %s', (name, rest) => {
    expect(loraSourcesOf({ name, weight: 1 })).toEqual({ url: name, ...rest });
  });

  it('knows the repository behind an address at Hugging Face', () => {
    expect(
      loraSourcesOf({ name: 'https://huggingface.co/some/lora/blob/main/a/b%20c.safetensors', weight: 1 }),
    ).toMatchObject({ huggingface: 'some/lora/a/b c.safetensors', file: 'b c' });
  });

  it.each(['civitai:58390@62833', 'runware:12@1', 'urn:air:flux1:lora:civitai:58390@62833'])(
    'reads the market id %s',
    (name) => {
      expect(loraSourcesOf({ name, weight: 1 })).toEqual({ air: name });
    },
  );

  it('reads a repository, and the address of a file in it', () => {
    expect(loraSourcesOf({ name: 'some/lora', weight: 1 })).toEqual({ huggingface: 'some/lora' });
    expect(loraSourcesOf({ name: 'some/lora/in/it.safetensors', weight: 1 })).toEqual({
      huggingface: 'some/lora/in/it.safetensors',
      url: 'https://huggingface.co/some/lora/resolve/main/in/it.safetensors',
      file: 'it',
    });
  });

  it.each([
    ['detail_tweaker', 'detail_tweaker'],
    ['detail_tweaker.safetensors', 'detail_tweaker'],
    ['people/elena.safetensors', 'people/elena'],
    ['100% real', '100% real'],
  ])('takes anything else for the name of a file: %s', (name, file) => {
    expect(loraSourcesOf({ name, weight: 1 })).toEqual({ file });
  });

  it('puts what the catalogue says before what the name says', () => {
    const sources = { url: 'https://host.example/e2.safetensors', air: 'civitai:1@2', file: 'elena-local' };
    expect(loraSourcesOf({ name: 'elena', weight: 1, sources })).toEqual(sources);
  });
});
