import { ArtLibrary } from '../painting/art-library.js';
import { placeCalled } from '../painting/places/all-places.js';
import { artOf } from '../painting/things/all-art.js';
import { PLACES } from '../scene.js';
import { Lexicon } from './lexicon.js';
import { ANCHORS } from './creatures.js';
import { PEOPLE } from './people.js';
import { roleOf, rowsOf } from './tables.js';

describe(Lexicon.name, () => {
  const lexicon = new Lexicon();
  let library: ArtLibrary;

  beforeAll(async () => {
    library = await ArtLibrary.load();
  });

  it('names only art that exists', () => {
    for (const thing of lexicon.allThings()) {
      expect(artOf(thing.art, library).body.length).toBeGreaterThan(40);
    }
  });

  it('gives people only things that exist to hold', () => {
    const held = rowsOf(PEOPLE).flatMap((row) => roleOf(row).role.holds);
    expect(held.length).toBeGreaterThan(15);
    expect(held.map((name) => lexicon.thing(name).name)).toEqual(held);
  });

  it('gives people only heads that exist', () => {
    const heads = rowsOf(PEOPLE).flatMap((row) => roleOf(row).role.person.head ?? []);
    expect(heads.filter((head) => !library.has(head))).toEqual([]);
  });

  it('anchors only icons that exist', () => {
    const icons = rowsOf(ANCHORS).map(([icon = '']) => icon);
    expect(icons.filter((icon) => !library.has(icon))).toEqual([]);
  });

  it('has a painting of every place it knows', () => {
    expect(PLACES.map((name) => placeCalled(name).horizon > 0)).not.toContain(false);
  });

  it.each(['arrow', 'heart', 'sign', 'flag', 'next', 'face with tears of joy', 'one oclock', 'prohibited'])(
    'finds no picture for %j',
    (word) => {
      expect(library.find(word)).toBeNull();
    },
  );

  it('finds art for words it does not list, by the name of an icon', () => {
    expect([lexicon.find('didgeridoo'), library.find('boomerang')?.icon]).toEqual([null, 'boomerang']);
  });
});
