import fc from 'fast-check';
import { Lexicon } from '../lexicon/lexicon.js';
import { ArtLibrary } from '../painting/art-library.js';
import type { Person, Scene, Subject } from '../scene.js';
import { readPrompt, type Words } from './read-prompt.js';

let words: Words;

beforeAll(async () => {
  words = { lexicon: new Lexicon(), art: await ArtLibrary.load() };
});

function read(prompt: string, negative = ''): Scene {
  return readPrompt(prompt, negative, words);
}

/** `2 robot holding coffee | beach`: what a prompt was understood as, for comparison at a glance. */
function told(prompt: string, negative = ''): string {
  const scene = read(prompt, negative);
  const subjects = scene.subjects.map((subject) => subjectTold(subject, scene)).join(' + ');
  const setting = [scene.place, scene.time, scene.light, ...scene.weather, ...scene.treatments, scene.shot];
  return [subjects, setting.filter((part) => part !== null).join(' ')]
    .filter((part) => part !== '')
    .join(' | ');
}

function nameOf({ what }: Subject): string {
  return what.kind === 'thing' ? what.thing.name : (what.person.name ?? what.person.role);
}

function subjectTold(subject: Subject, { subjects }: Scene): string {
  const other = subjects.find(({ id }) => id === (subject.rides ?? subject.where?.of));
  return [
    subject.count === 1 ? '' : String(subject.count),
    subject.colour ?? '',
    nameOf(subject),
    ...subject.wears.map(({ what }) => `wearing ${what}`),
    ...subject.holds.map(
      ({ thing, colour }) => `holding ${colour === null ? '' : `${colour} `}${thing.name}`,
    ),
    subject.rides === null ? '' : 'riding',
    subject.rides === null ? (subject.where?.spot ?? '') : '',
    other === undefined ? '' : nameOf(other),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function person(prompt: string, index = 0): Person {
  const what = read(prompt).subjects.filter((subject) => subject.what.kind === 'person')[index]?.what;
  if (what?.kind !== 'person') {
    throw new Error(`no person ${index} in ${prompt}`);
  }
  return what.person;
}

describe(readPrompt.name, () => {
  it.each([
    ['a cat wearing a crown next to a castle at sunset', 'cat wearing crown beside castle + castle | sunset'],
    ['two robots drinking coffee on the beach', '2 robot holding coffee | beach'],
    ['a dragon over a snowy mountain at night', 'dragon above mountain + mountain | night snow'],
    [
      'Elena, a vampire princess with long silver hair in a candle-lit tavern',
      'elena wearing tiara | tavern candles',
    ],
    ['three red balloons over a city', '3 red balloon above | city'],
    [
      'a knight riding a horse in a forest, watercolor',
      'knight wearing helmet holding sword riding horse + horse | forest watercolor',
    ],
    ['best quality, absurdres, aesthetic, 1girl, silver hair, tavern', 'girl | tavern'],
    [
      'a black cat sitting on a pumpkin, full moon, graveyard',
      'black cat on pumpkin + pumpkin | graveyard fullmoon',
    ],
    ['two cats and a dog on a beach', '2 cat + dog | beach'],
    ['the red car next to a blue house', 'red car beside house + blue house'],
    ['a dragon breathing fire at a knight', 'dragon beside knight + knight wearing helmet holding sword'],
    ['a pirate ship in a storm', 'pirate ship | storm'],
    ['an orange on a table', 'tangerine on table + table'],
    ['an orange cat on a table', 'orange cat on table + table'],
    ['a white horse with a rider', 'white horse + rider riding horse'],
    ['an astronaut riding a horse on mars', 'astronaut wearing space-helmet riding horse + horse | moon'],
    ['a man and a woman dancing in a ballroom', 'man + woman | throne'],
    [
      'the queen sits on a throne, a dragon behind her',
      'queen wearing crown on throne + throne + dragon behind queen',
    ],
    ['a small tree on the left, a castle on the right', 'tree left + castle right'],
    ['a fox to the left of a bear', 'fox left bear + bear'],
    ['a happy corgi wearing sunglasses driving a red car', 'dog wearing sunglasses in car + red car'],
    [
      'a pirate with a parrot on a ship',
      'pirate wearing pirate-hat holding sword on ship + parrot beside pirate + ship',
    ],
    ['a dwarf blacksmith with a hammer', 'blacksmith holding hammer'],
    ['an accordion and a saxophone', 'accordion + saxophone'],
    ['black and white cat', 'black cat'],
    ['a photo of a dog, black and white', 'dog | cinematic noir'],
    ['portrait of a woman, close up', 'woman | face'],
    ['no people, empty forest, fog', 'forest fog'],
    ['a man without a hat', 'man'],
    ['3 penguins', '3 penguin'],
    ['2girls, cherry blossoms', '2 girl | petals'],
    ['(masterpiece:1.2), [a|b], <lora:cat_v2:0.8>, a ((dog)) --ar 16:9', 'dog'],
    ['cat & dog', 'cat + dog'],
    ['', ''],
    ['beautiful, best quality, 8k', ''],
  ])('reads %j', (prompt, meaning) => {
    expect(told(prompt)).toBe(meaning);
  });

  it('takes next, drinking, over and looking for words, not for signs', () => {
    const scene = read(
      'someone looking right, next to nothing, drinking, over and over, stop, no entry, love',
    );
    expect(scene.subjects.map(nameOf)).toEqual(['person']);
    expect(scene.subjects[0]?.holds.map(({ thing }) => thing.name)).toEqual(['coffee']);
  });

  it('joins what is said of one person: name, two roles, looks', () => {
    expect(person('Elena, a vampire princess with long silver hair')).toMatchObject({
      name: 'elena',
      role: 'vampire princess',
      gender: 'f',
      hair: 'silver',
      hairStyle: 'long',
      features: ['fangs', 'cape'],
    });
    expect(person('an elf archer with green eyes and a red cloak')).toMatchObject({
      role: 'archer',
      hair: 'blonde',
      eyes: 'green',
      back: 'red',
    });
  });

  it('keeps two people apart', () => {
    const prompt =
      'Elena and Marcus sit at a table in a tavern. Elena wears a red dress. Marcus holds a mug of ale.';
    expect(told(prompt)).toBe('elena behind table + marcus holding beer behind table + table | tavern');
    expect(person(prompt)).toMatchObject({ garment: 'dress', main: 'red', pose: 'sit' });
    expect(person(prompt, 1)).toMatchObject({ garment: null, gender: 'm', pose: 'sit' });
  });

  it('follows she and he back to the right person', () => {
    const prompt = 'Marcus looks at Elena. Her blue dress shines; he holds a sword.';
    expect(person(prompt, 1)).toMatchObject({ name: 'elena', garment: 'dress', main: 'blue' });
    expect(read(prompt).subjects[0]?.holds.map(({ thing }) => thing.name)).toEqual(['sword']);
  });

  it('finds somebody in looks alone', () => {
    expect(person('long hair, blue eyes, smile, school uniform')).toMatchObject({
      hairStyle: 'long',
      eyes: 'blue',
      garment: 'sailor',
      expression: 'smile',
    });
  });

  it('dresses animals, and gives animal heads to people', () => {
    expect(person('a cat in a suit')).toMatchObject({ head: 'cat-face', garment: 'suit' });
    expect(person('a cat astronaut')).toMatchObject({ head: 'cat-face', garment: 'spacesuit' });
  });

  it.each([
    ['a cat and a dog', 'cat', 'dog'],
    ['a woman holding a sword and a shield', 'sword', 'woman holding shield'],
    ['a woman wearing a crown', 'crown', 'woman'],
    ['a forest with people, a fox', '(people:1.2), lowres, bad hands', 'fox | forest'],
    ['a castle in the rain at night', 'rain', 'castle | night'],
  ])('leaves out of %j what the negative prompt %j names', (prompt, negative, meaning) => {
    expect(told(prompt, negative)).toBe(meaning);
  });

  it('reads anything without an error, the same each time', () => {
    const alphabet = [
      'a',
      'two',
      'red',
      'cat',
      'on',
      'with',
      'and',
      ',',
      '.',
      'Elena',
      'knight',
      'wearing',
      'a crown',
      'no',
      'her',
      'hair',
      'long',
      'riding',
      'in',
      'castle',
      'behind',
      '(x:1.1)',
      '1girl',
      'smiling',
      'the',
    ];
    const wild = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...alphabet), { maxLength: 14 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(wild, wild, (prompt, negative) => {
        const scene = read(prompt, negative);
        expect(read(prompt, negative)).toEqual(scene);
        const ids = scene.subjects.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 400 },
    );
  });
});
