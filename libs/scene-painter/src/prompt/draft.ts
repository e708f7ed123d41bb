import type { ColourName, HeldThing, Person, Subject, Thing, Where, WornThing } from '../scene.js';
import type { Role } from '../lexicon/entries.js';

/** A subject while its prompt is still being read. */
export class Draft {
  person: Person | null = null;
  thing: Thing | null = null;
  count = 1;
  colour: ColourName | null = null;
  scale = 1;
  flies = false;
  asleep = false;
  breathesFire = false;
  rides: number | null = null;
  where: Where | null = null;
  readonly holds: HeldThing[] = [];
  readonly wears: WornThing[] = [];
  /** What the role wears and holds by itself; given up where the prompt says otherwise. */
  usualWears: readonly WornThing[] = [];
  usualHolds: readonly HeldThing[] = [];
  /** Only a name so far: `Elena, a vampire princess` is one person. */
  bareName = false;

  constructor(readonly id: number) {}

  static ofThing(id: number, thing: Thing): Draft {
    const draft = new Draft(id);
    draft.thing = thing;
    draft.colour = thing.colour;
    return draft;
  }

  static ofPerson(id: number, person: Person): Draft {
    const draft = new Draft(id);
    draft.person = person;
    return draft;
  }

  /** Acts, wears and holds. */
  get alive(): boolean {
    return this.person !== null || this.thing?.roles.includes('alive') === true;
  }

  change(changes: Partial<Person>): void {
    if (this.person !== null) {
      const features = [...new Set([...this.person.features, ...(changes.features ?? [])])];
      this.person = { ...this.person, ...changes, features };
    }
  }

  /** Puts a role over what is known; `elf` then `archer` is both. */
  become(role: Role, holds: readonly HeldThing[]): void {
    const before = this.person;
    const given = Object.fromEntries(
      Object.entries(role.person).filter(([, value]) => value !== null && value !== false),
    );
    this.person =
      before === null
        ? role.person
        : { ...before, ...given, features: [...new Set([...before.features, ...role.person.features])] };
    if (role.wears.length > 0) {
      this.usualWears = role.wears;
    }
    if (holds.length > 0) {
      this.usualHolds = holds;
    }
    this.bareName = false;
  }

  hold(thing: Thing, colour: ColourName | null): void {
    if (!this.holds.some((held) => held.thing.name === thing.name)) {
      this.holds.push({ thing, colour });
    }
  }

  /** What the prompt says, then what is usual, as far as two hands go. */
  private inHands(): HeldThing[] {
    const named = new Set(this.holds.map(({ thing }) => thing.name));
    const usual = this.usualHolds.filter(({ thing }) => !named.has(thing.name));
    return [...this.holds, ...usual].slice(0, 2);
  }

  finished(): Subject {
    const hats = this.wears.length > 0 ? [] : this.usualWears;
    return {
      id: this.id,
      what:
        this.person === null
          ? { kind: 'thing', thing: thingOf(this) }
          : { kind: 'person', person: this.person },
      count: this.count,
      colour: this.colour,
      scale: this.scale,
      flies: this.flies,
      asleep: this.asleep,
      breathesFire: this.breathesFire,
      holds: this.inHands(),
      wears: [...hats, ...this.wears],
      rides: this.rides,
      where: this.where,
    };
  }
}

function thingOf(draft: Draft): Thing {
  if (draft.thing === null) {
    throw new Error('a subject is a thing or a person');
  }
  return draft.thing;
}
