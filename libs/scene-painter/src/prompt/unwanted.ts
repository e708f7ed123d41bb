import type { Entry } from '../lexicon/entries.js';
import type { Match } from './matches.js';

/** What a negative prompt names. */
export interface Unwanted {
  readonly things: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  readonly wearables: ReadonlySet<string>;
  readonly settings: ReadonlySet<string>;
}

export function unwantedIn(matches: readonly Match[]): Unwanted {
  const things = new Set<string>();
  const roles = new Set<string>();
  const wearables = new Set<string>();
  const settings = new Set<string>();
  for (const { entry } of matches) {
    if (entry.kind === 'thing') {
      things.add(entry.thing.name);
    } else if (entry.kind === 'role') {
      roles.add(entry.role.person.role);
    } else if (entry.kind === 'wearable') {
      wearables.add(wornName(entry));
    } else {
      settings.add(settingName(entry));
    }
  }
  return { things, roles, wearables, settings };
}

/** `person` (people, humans) means everybody. */
export function isUnwanted(entry: Entry, unwanted: Unwanted): boolean {
  switch (entry.kind) {
    case 'thing':
      return unwanted.things.has(entry.thing.name);
    case 'role':
      return unwanted.roles.has(entry.role.person.role) || unwanted.roles.has('person');
    case 'name':
      return unwanted.roles.has('person');
    case 'wearable':
      return unwanted.wearables.has(wornName(entry));
    default:
      return settingName(entry) !== '' && unwanted.settings.has(settingName(entry));
  }
}

function wornName({ wearable }: Extract<Entry, { kind: 'wearable' }>): string {
  switch (wearable.slot) {
    case 'garment':
      return wearable.garment;
    case 'headwear':
      return wearable.headwear;
    case 'feature':
      return wearable.feature;
    case 'beard':
      return wearable.beard;
    case 'legs':
      return 'legs';
  }
}

function settingName(entry: Entry): string {
  switch (entry.kind) {
    case 'place':
      return `place ${entry.place}`;
    case 'weather':
      return `weather ${entry.weather}`;
    case 'time':
      return `time ${entry.time}`;
    case 'light':
      return `light ${entry.light}`;
    default:
      return '';
  }
}
