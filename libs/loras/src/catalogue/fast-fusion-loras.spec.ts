import { lorasOf } from './fast-fusion-loras.js';

describe(lorasOf.name, () => {
  it.each([
    ['a repository', { type: 'hub', address: 'owner/name' }, { huggingface: 'owner/name' }],
    [
      'a file of a repository',
      { type: 'hub', address: 'owner/name', weight_name: 'style.safetensors' },
      { huggingface: 'owner/name/style.safetensors', file: 'style' },
    ],
    ['an address', { type: 'url', address: 'https://host/a/style.safetensors' }, { file: 'style' }],
    ['a path', { type: 'local', address: '/models/loras/style.safetensors' }, { file: 'style' }],
    ['a path of Windows', { type: 'local', address: 'C:\\loras\\style.safetensors' }, { file: 'style' }],
    [
      'a folder and a file',
      { type: 'local', address: '/models/loras', weight_name: 'style.safetensors' },
      { file: 'style' },
    ],
  ] as const)('finds the file of %s', (_what, entry, sources) => {
    const { style } = lorasOf([{ adapter_name: 'style', ...entry }]);
    expect(style).toMatchObject({ id: 'style', name: 'style', weight: 1, isPermanent: false, sources });
  });

  it('adds no words and matches nothing: it is used only if a client names it', () => {
    const { style } = lorasOf([{ adapter_name: 'style', type: 'hub', address: 'owner/name' }]);
    expect(style).toMatchObject({
      keywords: [],
      aliases: [],
      words: { triggers: [], prepend: '', append: '', negative: '' },
    });
  });
});
