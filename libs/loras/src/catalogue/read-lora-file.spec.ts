import { LoraFileError, readLoraDocument } from './read-lora-file.js';

function mistakesIn(document: unknown): string[] {
  try {
    readLoraDocument(document);
    return [];
  } catch (error) {
    return error instanceof LoraFileError ? error.message.split('\n') : [String(error)];
  }
}

describe(readLoraDocument.name, () => {
  it('reads an entry in the format of the Flux LoRA Bridge', () => {
    const { loras } = readLoraDocument({
      loras: {
        elena: {
          name: ' Elena ',
          url: 'https://civitai.com/api/download/models/1',
          weight: '0.8',
          rank: '2',
          category: 'Character',
          trigger_words: 'elena_v1, red hair , ',
          keywords: ['Elena', ' '],
          prepend_prompt: 'photo of',
          append_prompt: 'in oil',
          negative_prompt: 'blurry',
          notes: 'mine',
          character: 'Elena',
          aliases: 'El',
          appearance: 'red hair',
          base: 'FLUX',
          sha256: 'A'.repeat(64),
          providers: { runware: 'civitai:1@2' },
        },
      },
    });
    expect(loras).toEqual([
      {
        id: 'elena',
        name: 'Elena',
        weight: 0.8,
        rank: 2,
        category: 'character',
        character: 'Elena',
        aliases: ['El'],
        keywords: ['Elena'],
        words: {
          triggers: ['elena_v1', 'red hair'],
          prepend: 'photo of',
          append: 'in oil',
          negative: 'blurry',
        },
        appearance: 'red hair',
        notes: 'mine',
        isPermanent: false,
        base: 'flux',
        sha256: 'a'.repeat(64),
        sources: expect.objectContaining({ url: 'https://civitai.com/api/download/models/1' }),
        providerIds: { runware: 'civitai:1@2' },
      },
    ]);
  });

  it('fills in an entry that says nothing, whose id is its name and file', () => {
    const { loras, defaults } = readLoraDocument({ loras: { 'my-file': {} } });
    expect(loras[0]).toMatchObject({
      name: 'my-file',
      weight: 1,
      rank: 100,
      category: 'misc',
      character: null,
      keywords: [],
      base: null,
      sha256: null,
      providerIds: {},
      sources: { file: 'my-file' },
    });
    expect(defaults).toEqual({
      steps: null,
      guidance: null,
      negativePrompt: '',
      keywordMode: 'word',
      matchNegativePrompt: false,
      roleCaps: { character: 6, nsfw: 4, expression: 2, general: 2, misc: 1 },
    });
  });

  it('accepts null wherever a field may be missing', () => {
    const nothing = { name: null, url: null, category: null, keywords: null, sha256: null, providers: null };
    expect(readLoraDocument({ loras: { a: nothing } }).loras[0]).toMatchObject({
      name: 'a',
      category: 'misc',
    });
  });

  it('reads the defaults, and lays role caps over the usual ones', () => {
    const { defaults } = readLoraDocument({
      config: {
        default_steps: '30',
        default_guidance_scale: 3.5,
        default_negative_prompt: ' blurry ',
        keyword_mode: 'substring',
        match_negative_prompt: true,
        role_caps: { Character: 2, outfit: 1 },
      },
      loras: {},
    });
    expect(defaults).toEqual({
      steps: 30,
      guidance: 3.5,
      negativePrompt: 'blurry',
      keywordMode: 'substring',
      matchNegativePrompt: true,
      roleCaps: { character: 2, nsfw: 4, expression: 2, general: 2, misc: 1, outfit: 1 },
    });
  });

  it('counts a LoRA as permanent by the list and by its own flag', () => {
    const { loras } = readLoraDocument({
      config: { permanent_loras: ['a'] },
      loras: { a: {}, b: { permanent: true }, c: { permanent: false } },
    });
    expect(loras.map(({ isPermanent }) => isPermanent)).toEqual([true, true, false]);
  });

  it('adds entries from elsewhere behind its own, which win', () => {
    const [other] = readLoraDocument({ loras: { b: { notes: 'elsewhere' } } }).loras;
    const [same] = readLoraDocument({ loras: { a: { notes: 'elsewhere' } } }).loras;
    const more = { ...(other && { b: other }), ...(same && { a: same }) };
    const { loras } = readLoraDocument({ loras: { a: { notes: 'own' } } }, more);
    expect(loras.map(({ id, notes }) => [id, notes])).toEqual([
      ['a', 'own'],
      ['b', 'elsewhere'],
    ]);
  });

  it.each<[string, unknown, string]>([
    ['no object', [], '(whole file): found []'],
    ['no LoRAs', {}, 'loras: found nothing'],
    ['an entry that is a text', { loras: { a: 'x' } }, 'loras.a: found "x"'],
    ['a weight that is a word', { loras: { a: { weight: 'heavy' } } }, 'loras.a.weight: found "heavy"'],
    ['a weight out of range', { loras: { a: { weight: 11 } } }, 'loras.a.weight: found 11'],
    ['a hash of another length', { loras: { a: { sha256: 'abc' } } }, 'loras.a.sha256: found "abc"'],
    ['keywords that are a number', { loras: { a: { keywords: 1 } } }, 'loras.a.keywords: found 1'],
    [
      'an unknown keyword mode',
      { config: { keyword_mode: 'x' }, loras: {} },
      'config.keyword_mode: found "x"',
    ],
    ['a negative cap', { config: { role_caps: { misc: -1 } }, loras: {} }, 'config.role_caps.misc: found -1'],
  ])('refuses %s and shows the place', (_what, document, mistake) => {
    expect(mistakesIn(document)).toEqual([expect.stringContaining(mistake)]);
    expect(mistakesIn(document)[0]).toContain('; allowed: ');
  });

  it('names every mistake, each with no more than the beginning of what it found', () => {
    const mistakes = mistakesIn({ loras: { a: { weight: 99 }, b: { notes: { long: 'x'.repeat(500) } } } });
    expect(mistakes).toHaveLength(2);
    expect(mistakes.every((one) => one.length < 250)).toBe(true);
  });
});
