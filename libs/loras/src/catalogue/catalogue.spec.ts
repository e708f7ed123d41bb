import { Catalogue } from './catalogue.js';
import { readLoraDocument } from './read-lora-file.js';

function catalogueOf(loras: Record<string, object>): Catalogue {
  return readLoraDocument({ loras });
}

describe(Catalogue.name, () => {
  const catalogue = catalogueOf({
    elena: {
      name: 'Élena the Brave',
      aliases: ['El'],
      url: 'https://host/files/elena_v2.safetensors',
      providers: { runware: 'acme:1@2' },
    },
    marcus: { url: 'civitai:58390@62833' },
    grain: { url: 'owner/film-grain' },
  });

  it.each([
    ['its id', 'elena', 'elena'],
    ['its id in capitals', 'ELENA', 'elena'],
    ['its name without accents', 'elena the brave', 'elena'],
    ['its name with underscores', 'Elena_The-Brave', 'elena'],
    ['an alias', 'el', 'elena'],
    ['its file', 'elena_v2', 'elena'],
    ['its address', 'https://host/files/elena_v2.safetensors', 'elena'],
    ["a provider's id", 'acme:1@2', 'elena'],
    ['its market id', 'civitai:58390@62833', 'marcus'],
    ['its repository', 'owner/film-grain', 'grain'],
  ])('finds a LoRA by %s', (_what, name, id) => {
    expect(catalogue.find(name)?.id).toBe(id);
  });

  it.each(['', ' ', 'elen', 'unknown', 'constructor', '__proto__'])('finds nothing for %j', (name) => {
    expect(catalogue.find(name)).toBeNull();
  });

  it('gets a LoRA by its exact id only', () => {
    expect(catalogue.get('elena')?.id).toBe('elena');
    expect(catalogue.get('Elena')).toBeNull();
  });

  it('prefers ids to names, names to aliases, and earlier entries to later ones', () => {
    const rivals = catalogueOf({
      a: { aliases: ['shared'], name: 'b' },
      b: { name: 'shared' },
      c: { aliases: ['twice'] },
      d: { aliases: ['twice'] },
    });
    expect(['b', 'shared', 'twice'].map((name) => rivals.find(name)?.id)).toEqual(['b', 'b', 'c']);
  });
});
