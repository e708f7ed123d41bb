import { FEATURES, GARMENTS, HAIR_STYLES, HEADWEAR } from '../painting/figure/figure-look.js';
import {
  COLOUR_NAMES,
  PLACES,
  type Shot,
  type Spot,
  type Thing,
  type TimeOfDay,
  TREATMENTS,
  WEATHERS,
} from '../scene.js';
import { CREATURES } from './creatures.js';
import type { Act, Entry, Wearable } from './entries.js';
import {
  ACT_WORDS,
  COLOUR_WORDS,
  HAIR_WORDS,
  NEGATION_WORDS,
  NUMBER_WORDS,
  RELATION_WORDS,
  SILENT_WORDS,
  SIZE_WORDS,
} from './grammar-words.js';
import { TRAITS, WEARABLES } from './looks.js';
import { OBJECTS } from './objects.js';
import { MENS_NAMES, PEOPLE, WOMENS_NAMES } from './people.js';
import { ATMOSPHERE_WORDS, PLACE_WORDS } from './settings-words.js';
import { SURROUNDINGS } from './surroundings.js';
import { changesOf, oneOf, roleOf, rowsOf, thingOf, wordsOf } from './tables.js';

const TIMES: readonly TimeOfDay[] = ['dawn', 'day', 'sunset', 'dusk', 'night'];
const SHOTS: readonly Shot[] = ['face', 'bust', 'full', 'wide'];
const SPOTS: readonly Spot[] = [
  'left',
  'right',
  'behind',
  'front',
  'beside',
  'above',
  'below',
  'on',
  'in',
  'back',
  'centre',
];
const ACTS: readonly Act[] = [
  'wear',
  'hold',
  'drink',
  'eat',
  'read',
  'play',
  'ride',
  'mount',
  'drive',
  'fly',
  'sit',
  'stand',
  'walk',
  'dance',
  'wave',
  'fight',
  'cast',
  'sleep',
  'fire',
];

/** Every word and phrase the sandbox knows, in lower case, hyphens as spaces, nouns in the singular. */
export class Lexicon {
  private readonly entries = new Map<string, Entry>();
  private readonly things = new Map<string, Thing>();
  private readonly names = new Map<string, 'f' | 'm'>();
  /** Words of the longest phrase. */
  readonly longest: number;

  constructor() {
    this.addGrammar();
    this.addThings();
    this.addPeople();
    this.addSettings();
    this.addAll(SILENT_WORDS.split(' '), { kind: 'silent' });
    this.longest = Math.max(...[...this.entries.keys()].map((phrase) => phrase.split(' ').length));
  }

  find(phrase: string): Entry | null {
    return this.entries.get(phrase) ?? null;
  }

  /** Of a first name; null where the word is none. */
  genderOf(word: string): 'f' | 'm' | null {
    return this.names.get(word) ?? null;
  }

  /** A thing by its name, e.g. what a role holds. */
  thing(name: string): Thing {
    const found = this.things.get(name);
    if (found === undefined) {
      throw new Error(`lexicon: no thing is called ${JSON.stringify(name)}`);
    }
    return found;
  }

  allThings(): Thing[] {
    return [...this.things.values()];
  }

  /** The first meaning of a word stays. */
  private add(phrase: string, entry: Entry): void {
    const key = phrase.replaceAll('-', ' ').replaceAll("'", '');
    if (!this.entries.has(key)) {
      this.entries.set(key, entry);
    }
  }

  private addAll(phrases: readonly string[], entry: Entry): void {
    for (const phrase of phrases) {
      this.add(phrase, entry);
    }
  }

  private addGrammar(): void {
    this.add('and', { kind: 'and' });
    this.add('with', { kind: 'with' });
    this.add('the', { kind: 'the' });
    this.add('she', { kind: 'pronoun', gender: 'f', acts: true });
    this.add('he', { kind: 'pronoun', gender: 'm', acts: true });
    this.addAll(['her', 'hers', 'herself'], { kind: 'pronoun', gender: 'f', acts: false });
    this.addAll(['his', 'him', 'himself'], { kind: 'pronoun', gender: 'm', acts: false });
    this.addAll(['hair', 'haired', 'hairs'], { kind: 'hair' });
    this.addAll(['eyes', 'eyed', 'eye'], { kind: 'eyes' });
    this.addAll(wordsOf(NEGATION_WORDS), { kind: 'negation' });
    for (const [word, value] of Object.entries(NUMBER_WORDS)) {
      this.add(word, { kind: 'number', value });
    }
    for (const word of new Set([...Object.keys(SIZE_WORDS), ...Object.keys(HAIR_WORDS)])) {
      const style = HAIR_WORDS[word];
      const hairStyle = style === undefined ? null : oneOf(HAIR_STYLES, style, word);
      this.add(word, { kind: 'size', scale: SIZE_WORDS[word] ?? 1, hairStyle });
    }
    for (const [name, words] of Object.entries(COLOUR_WORDS)) {
      this.addAll(wordsOf(words), { kind: 'colour', colour: oneOf(COLOUR_NAMES, name, 'colours') });
    }
    for (const [spot = '', words = ''] of rowsOf(RELATION_WORDS)) {
      const ofPicture = spot.startsWith('!');
      this.addAll(wordsOf(words), {
        kind: 'relation',
        spot: oneOf(SPOTS, spot.replace('!', ''), 'relations'),
        ofPicture,
      });
    }
    for (const [act = '', words = ''] of rowsOf(ACT_WORDS)) {
      this.addAll(wordsOf(words), { kind: 'act', act: oneOf(ACTS, act, 'acts') });
    }
  }

  private addThings(): void {
    for (const row of rowsOf(CREATURES + SURROUNDINGS.trimStart() + OBJECTS.trimStart())) {
      const { thing, words } = thingOf(row);
      this.things.set(thing.name, thing);
      this.addAll(words, { kind: 'thing', thing });
    }
  }

  private addPeople(): void {
    for (const row of rowsOf(PEOPLE)) {
      const { role, words } = roleOf(row);
      this.addAll(words, { kind: 'role', role });
    }
    for (const [what = '', words = ''] of rowsOf(WEARABLES)) {
      this.addAll(wordsOf(words), { kind: 'wearable', wearable: wearableOf(what) });
    }
    for (const [trait = '', words = ''] of rowsOf(TRAITS)) {
      this.addAll(wordsOf(words), { kind: 'trait', changes: changesOf(trait) });
    }
    for (const name of WOMENS_NAMES.split(' ')) {
      this.names.set(name, 'f');
    }
    for (const name of MENS_NAMES.split(' ')) {
      this.names.set(name, 'm');
    }
  }

  private addSettings(): void {
    for (const [place = '', words = ''] of rowsOf(PLACE_WORDS)) {
      for (const word of wordsOf(words)) {
        this.add(word.replace('~', ''), {
          kind: 'place',
          place: oneOf(PLACES, place, word),
          weak: word.endsWith('~'),
        });
      }
    }
    for (const [what = '', words = ''] of rowsOf(ATMOSPHERE_WORDS)) {
      this.addAll(wordsOf(words), atmosphereOf(what));
    }
  }
}

function wearableOf(text: string): Wearable {
  const [slot = '', value = ''] = text.split('=');
  switch (slot) {
    case 'garment':
      return { slot, garment: oneOf(GARMENTS, value, text) };
    case 'headwear':
      return { slot, headwear: oneOf(HEADWEAR, value, text) };
    case 'beard':
      return { slot, beard: oneOf(['full', 'long', 'moustache'], value, text) };
    case 'feature':
      return { slot, feature: oneOf(FEATURES, value, text) };
    default:
      return { slot: 'legs' };
  }
}

function atmosphereOf(text: string): Entry {
  const [kind = '', value = ''] = text.split('=');
  switch (kind) {
    case 'time':
      return { kind, time: oneOf(TIMES, value, text) };
    case 'weather':
      return { kind, weather: oneOf(WEATHERS, value, text) };
    case 'light':
      return { kind, light: oneOf(['candles', 'neon'], value, text) };
    case 'style':
      return { kind, treatment: oneOf(TREATMENTS, value, text) };
    default:
      return { kind: 'shot', shot: oneOf(SHOTS, value, text) };
  }
}
