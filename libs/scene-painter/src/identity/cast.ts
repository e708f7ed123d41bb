import type { LoraChoice } from '@fusionbridge/core';
import { NOBODY } from '../lexicon/entries.js';
import type { Scene, Subject } from '../scene.js';
import { castIdentities, isCharacterLora, type WornIdentity } from './identity.js';

/** A scene with somebody for every identity, and who wears which. */
export interface Cast<S extends Scene> {
  readonly scene: S;
  /** By figure number; figures beyond the end wear none. */
  readonly identities: readonly (WornIdentity | null)[];
  /** Counts the figures of the scene in the order of the prompt; -1 for what is none. */
  figureNumber(subject: Subject, index: number): number;
}

/** One of a subject. */
interface Figure {
  readonly subject: Subject;
  readonly index: number;
}

/**
 * Gives the identities of the LoRAs to the figures: to the one whose name is in the LoRA's name, else in order. Adds
 * people where a scene has fewer figures than characters; an animal alone wears the identity itself.
 */
export function cast<S extends Scene>(scene: S, loras: readonly LoraChoice[], masked: boolean): Cast<S> {
  const characters = loras.filter(({ name, weight }) => weight > 0 && isCharacterLora(name));
  const peopled = withPeople(scene, characters.length);
  const figures = figuresOf(peopled);
  const worn = castIdentities(loras, masked);
  const seats = seatsFor(characters, figures);
  return {
    scene: peopled,
    identities: figures.map((_, seat) => worn[seats.indexOf(seat)] ?? null),
    figureNumber: (subject, index) =>
      figures.findIndex((figure) => figure.subject.id === subject.id && figure.index === index),
  };
}

/** People; where there are none, animals. */
function figuresOf({ subjects }: Scene): Figure[] {
  const people = subjects.filter(({ what }) => what.kind === 'person');
  const animals = subjects.filter(({ what }) => what.kind === 'thing' && what.thing.roles.includes('alive'));
  return (people.length > 0 ? people : animals).flatMap((subject) =>
    Array.from({ length: subject.count }, (_, index) => ({ subject, index })),
  );
}

function withPeople<S extends Scene>(scene: S, wanted: number): S {
  const missing = wanted - figuresOf(scene).length;
  if (missing <= 0) {
    return scene;
  }
  const firstId = Math.max(-1, ...scene.subjects.map(({ id }) => id)) + 1;
  const people = Array.from({ length: missing }, (_, index) => somebody(firstId + index));
  return { ...scene, subjects: [...scene.subjects, ...people] };
}

/** The seat of each character. */
function seatsFor(characters: readonly LoraChoice[], figures: readonly Figure[]): number[] {
  const byName = characters.map(({ name }) =>
    figures.findIndex(({ subject: { what } }) => {
      const called = what.kind === 'person' ? what.person.name : null;
      return (
        called !== null &&
        name
          .toLowerCase()
          .split(/[^a-z0-9]+/)
          .includes(called)
      );
    }),
  );
  const free = figures.map((_, seat) => seat).filter((seat) => !byName.includes(seat));
  return byName.map((seat) => (seat === -1 ? (free.shift() ?? -1) : seat));
}

function somebody(id: number): Subject {
  return {
    id,
    what: { kind: 'person', person: NOBODY },
    count: 1,
    colour: null,
    scale: 1,
    flies: false,
    asleep: false,
    breathesFire: false,
    holds: [],
    wears: [],
    rides: null,
    where: null,
  };
}
