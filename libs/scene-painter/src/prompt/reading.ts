import type { Act, Entry } from '../lexicon/entries.js';
import type { Lexicon } from '../lexicon/lexicon.js';
import type { HairStyle } from '../painting/figure/figure-look.js';
import type {
  ColourName,
  Light,
  PlaceName,
  Scene,
  Shot,
  Spot,
  TimeOfDay,
  Treatment,
  Weather,
} from '../scene.js';
import { Draft } from './draft.js';
import type { Match } from './matches.js';

/** What ties the next noun to what came before. */
export type Link =
  | { readonly kind: 'act'; readonly act: Act; readonly from: Draft | null }
  | { readonly kind: 'relation'; readonly spot: Spot; readonly word: string; readonly from: Draft | null }
  | { readonly kind: 'with'; readonly from: Draft | null }
  | { readonly kind: 'not' };

/** Adjectives on the way to their noun. */
export interface Modifiers {
  count: number | null;
  /** `a`, `three`, `many`: a noun phrase of its own begins. */
  determined: boolean;
  definite: boolean;
  colours: ColourName[];
  scale: number;
  hairStyle: HairStyle | null;
}

/** All that is known while a prompt is read from left to right. */
export class Reading {
  readonly drafts: Draft[] = [];
  place: { name: PlaceName; weak: boolean } | null = null;
  time: TimeOfDay | null = null;
  light: Light | null = null;
  shot: Shot | null = null;
  readonly weather = new Set<Weather>();
  readonly treatments = new Set<Treatment>();
  /** The subject spoken of last. */
  current: Draft | null = null;
  /** The subject that this clause is about. */
  spokenOf: Draft | null = null;
  /** The last one that can act; with others joined to it by `and`. */
  actors: Draft[] = [];
  link: Link | null = null;
  /** The link just used; `and` takes it up again. */
  usedLink: Link | null = null;
  modifiers: Modifiers = noModifiers();
  /** What waits for the next living subject. */
  upcoming: ((draft: Draft) => void)[] = [];
  /** Looks of a person were read, so there is one even if no word names it. */
  describesPerson = false;
  /** `behind a table, a cat`: where the next subject stands. */
  placeOfNext: { spot: Spot; of: Draft | null } | null = null;
  /** `and` came directly before. */
  joining = false;
  private nextId = 0;

  constructor(
    readonly matches: readonly Match[],
    readonly lexicon: Lexicon,
  ) {}

  get actor(): Draft | null {
    return this.actors.at(-1) ?? null;
  }

  newId(): number {
    this.nextId += 1;
    return this.nextId - 1;
  }

  /** The meaning that follows without a word in between. */
  nextJoined(index: number): Entry | null {
    const next = this.matches[index + 1];
    return next?.joined === true ? next.entry : null;
  }

  takeModifiers(): Modifiers {
    const taken = this.modifiers;
    this.modifiers = noModifiers();
    return taken;
  }

  takeLink(): Link | null {
    const taken = this.link;
    this.link = null;
    this.usedLink = taken;
    return taken;
  }

  /** Adds a subject and makes it the one spoken of. */
  add(draft: Draft, joinsActors: boolean): void {
    this.drafts.push(draft);
    this.current = draft;
    this.spokenOf = draft;
    if (this.placeOfNext !== null) {
      draft.where = { spot: this.placeOfNext.spot, of: this.placeOfNext.of?.id ?? null };
      this.placeOfNext = null;
    }
    if (draft.alive) {
      this.actors = joinsActors ? [...this.actors, draft] : [draft];
      for (const change of this.upcoming.splice(0)) {
        change(draft);
      }
    }
  }

  scene(): Scene {
    return {
      subjects: this.drafts.map((draft) => draft.finished()),
      place: this.place?.name ?? null,
      time: this.time,
      weather: [...this.weather],
      light: this.light,
      treatments: [...this.treatments],
      shot: this.shot,
    };
  }
}

function noModifiers(): Modifiers {
  return { count: null, determined: false, definite: false, colours: [], scale: 1, hairStyle: null };
}
