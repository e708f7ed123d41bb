import type { LoraChoice } from '@fusionbridge/core';
import fc from 'fast-check';
import type { Catalogue } from '../catalogue/catalogue.js';
import { readLoraDocument } from '../catalogue/read-lora-file.js';
import { LoraMatcher, type SearchedTexts } from '../matching/lora-matcher.js';
import { RoleCaps } from './role-caps.js';
import { selectLoras, type Selection } from './select-loras.js';

function catalogueOf(loras: Record<string, object>, config: object = {}): Catalogue {
  return readLoraDocument({ config, loras });
}

function select(catalogue: Catalogue, texts: SearchedTexts, named: readonly LoraChoice[] = []): Selection {
  return selectLoras(catalogue, named, new LoraMatcher(catalogue).match(texts));
}

function names({ loras }: Selection): string[] {
  return loras.map(({ name }) => name);
}

const TAVERN = catalogueOf({
  elena: { category: 'character', rank: 2, keywords: ['Élena'], character: 'Elena', weight: 0.9 },
  'elena-armour': { category: 'character', rank: 1, keywords: ['Elena in armour'], character: 'Elena' },
  marcus: { category: 'character', rank: 3, aliases: ['Marc'], character: 'Marcus' },
  smile: { category: 'expression', keywords: ['smile', 'smiles'], rank: 5 },
  grain: { category: 'general', rank: 9, permanent: true },
});

describe(selectLoras.name, () => {
  it('chooses what is found, by rank, and says why', () => {
    const { loras } = select(TAVERN, { prompt: 'Marcus smiles at Elena' });
    expect(loras.map(({ name, weight, reason }) => [name, weight, reason])).toEqual([
      ['elena', 0.9, 'keyword "Élena" in prompt'],
      ['marcus', 1, 'character "Marcus" in prompt'],
      ['smile', 1, 'keyword "smiles" in prompt'],
      ['grain', 1, 'permanent'],
    ]);
  });

  it('takes one variant of a character, the one that is named most exactly', () => {
    const { loras, degradations } = select(TAVERN, { prompt: 'Elena in armour. Elena.' });
    expect(loras.map(({ name }) => name)).toEqual(['elena-armour', 'grain']);
    expect(degradations).toEqual([
      { field: 'loras', asked: 'elena:0.9', given: 'dropped', why: 'another LoRA of Elena is used' },
    ]);
  });

  it('lets the client choose: its choice and weight win, also over a variant that was found', () => {
    const { loras, degradations } = select(TAVERN, { prompt: 'Elena in armour' }, [
      { name: 'ELENA', weight: 0.4 },
      { name: 'own-file', weight: 1 },
    ]);
    expect(loras.map(({ name, weight, reason }) => [name, weight, reason])).toEqual([
      ['elena', 0.4, 'named in the request'],
      ['own-file', 1, 'named in the request; the catalogue does not have it'],
      ['grain', 1, 'permanent'],
    ]);
    expect(degradations.map(({ asked }) => asked)).toEqual(['elena-armour:1']);
  });

  it('keeps to the caps of the roles, weakest rank first out, and lists who is out', () => {
    const catalogue = catalogueOf(
      {
        a: { category: 'expression', rank: 3, keywords: ['x'] },
        b: { category: 'expression', rank: 1, keywords: ['x'] },
        c: { category: 'expression', rank: 2, keywords: ['x'] },
        d: { category: 'odd', rank: 2, keywords: ['x'] },
        e: { category: 'odder', rank: 1, keywords: ['x'] },
        f: { category: 'Style', rank: 1, keywords: ['x'] },
      },
      { role_caps: { style: 3 } },
    );
    const selection = select(catalogue, { prompt: 'x' });
    expect(names(selection)).toEqual(['b', 'e', 'f', 'c']);
    expect(selection.degradations.map(({ asked, why }) => [asked, why])).toEqual([
      ['d:1', '1 of the role misc at most'],
      ['a:1', '2 of the role expression at most'],
    ]);
  });

  it('lets a permanent LoRA of a weak rank lose its place at the cap of its role', () => {
    const catalogue = catalogueOf(
      {
        film: { category: 'style', rank: 65, permanent: true },
        ink: { category: 'style', rank: 1, keywords: ['x'] },
      },
      { role_caps: { style: 1 } },
    );
    expect(names(select(catalogue, { prompt: 'x' }))).toEqual(['ink']);
    expect(names(select(catalogue, { prompt: 'y' }))).toEqual(['film']);
  });

  it('looks at who is visible and at what they look like, not at those who are not', () => {
    const texts = {
      prompt: 'in the tavern',
      visibleCharacters: ['Marcus'],
      characterPrompts: { Elena: 'Elena, violet eyes', Marcus: 'Marcus, a broad smile' },
    };
    expect(names(select(TAVERN, texts))).toEqual(['marcus', 'smile', 'grain']);
  });

  it('searches the negative prompt only where it is told to', () => {
    const loras = { frown: { keywords: ['frown'] } };
    const texts = { prompt: 'x', negativePrompt: 'frown' };
    expect(names(select(catalogueOf(loras), texts))).toEqual([]);
    expect(names(select(catalogueOf(loras, { match_negative_prompt: true }), texts))).toEqual(['frown']);
  });

  it('finds names as SillyTavern mutilates them', () => {
    const catalogue = catalogueOf({ elodie: { keywords: ['Élodie'] } });
    expect(names(select(catalogue, { prompt: 'best quality, E lodie by the window' }))).toEqual(['elodie']);
  });

  const word = fc.constantFrom('x', 'y', 'z', 'x y', 'Élena', 'ж');
  const entry = fc.record(
    {
      category: fc.constantFrom('character', 'expression', 'general', 'odd', 'style'),
      rank: fc.integer({ min: 1, max: 5 }),
      keywords: fc.array(word, { maxLength: 3 }),
      character: fc.constantFrom('Elena', 'Marcus', null),
      permanent: fc.boolean(),
    },
    { requiredKeys: ['category', 'keywords'] },
  );
  const document = fc.dictionary(fc.constantFrom(...Array.from('abcdefghijklmnop')), entry, { maxKeys: 16 });
  const choice = fc.record({
    name: fc.constantFrom(...Array.from('abcdefghijklmnopqrs')),
    weight: fc.double({ min: 0, max: 2, noNaN: true }),
  });

  it('chooses only what a rule chose, nothing twice, and never more than the caps', () => {
    fc.assert(
      fc.property(
        document,
        fc.array(word, { maxLength: 6 }),
        fc.array(choice, { maxLength: 4 }),
        (entries, texts, named) => {
          const catalogue = catalogueOf(entries, { role_caps: { style: 1 } });
          const matches = new LoraMatcher(catalogue).match({ prompt: texts.join('. ') });
          const selection = selectLoras(catalogue, named, matches);
          const chosen = names(selection);
          expect(new Set(chosen).size).toBe(chosen.length);

          const ruled = new Set([
            ...named.map(({ name }) => catalogue.find(name)?.id ?? name),
            ...catalogue.loras.filter((lora) => lora.isPermanent).map(({ id }) => id),
            ...matches.map(({ lora }) => lora),
          ]);
          expect(chosen.filter((name) => !ruled.has(name))).toEqual([]);
          const out = selection.degradations.map(({ asked }) => asked.split(':', 1)[0]);
          expect(new Set([...chosen, ...out])).toEqual(ruled);

          const found = selection.loras.filter(({ reason }) => reason.includes(' in prompt'));
          const cast = found.flatMap(({ name }) => catalogue.get(name)?.character ?? []);
          expect(new Set(cast).size).toBe(cast.length);
          const caps = new RoleCaps(catalogue.defaults.roleCaps);
          for (const { name } of found) {
            const { category } = catalogue.get(name) ?? { category: '' };
            expect(caps.hasRoom(category)).toBe(true);
            caps.take(category);
          }
        },
      ),
    );
  });
});
