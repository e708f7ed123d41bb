import { parseArgs } from 'node:util';
import { type Fault, FAULTS, isFault } from '@fusionbridge/simulators';
import { COURSE_NAMES, type CourseName } from './courses.js';

/** What to drill. */
export interface Options {
  readonly courses: readonly CourseName[];
  /** For each row of faults, in place of the course's own number. */
  readonly requests: number | null;
  /** Rounds of kills, in place of the course's own number. */
  readonly rounds: number | null;
  /** Only these faults; all where it is empty. */
  readonly only: readonly Fault[];
  /** All that is left to chance comes from it. */
  readonly seed: number;
  /** Write the tables into docs/reliability-figures.md. */
  readonly publish: boolean;
}

const USUAL: readonly CourseName[] = ['faults', 'kills'];
const USAGE = `npm run drill -- [tables] [options]
  tables                    all, or some of: ${COURSE_NAMES.join(', ')}; ${USUAL.join(' and ')} unless given
  --requests 200            for each row of faults, 8 at a time
  --only hang_after_accept  some of: ${Object.keys(FAULTS).join(', ')}
  --rounds 20               kills, each with 10 calls in flight
  --seed 1                  of all that is left to chance
  --publish                 write docs/reliability-figures.md too`;

/** @throws Error with the usage, for arguments that do not exist */
export function readOptions(argv: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      requests: { type: 'string' },
      rounds: { type: 'string' },
      only: { type: 'string', default: '' },
      seed: { type: 'string', default: '1' },
      publish: { type: 'boolean', default: false },
    },
  });
  const only = values.only.split(',').filter((name) => name !== '');
  return {
    courses: coursesIn(positionals),
    requests: values.requests === undefined ? null : positive(values.requests),
    rounds: values.rounds === undefined ? null : positive(values.rounds),
    only: only.map((name) => (isFault(name) ? name : wrong(`'${name}' is no fault.`))),
    seed: positive(values.seed),
    publish: values.publish,
  };
}

function coursesIn(names: readonly string[]): readonly CourseName[] {
  if (names.includes('all')) {
    return COURSE_NAMES;
  }
  const known = names.map(
    (name) => COURSE_NAMES.find((course) => course === name) ?? wrong(`There is no table '${name}'.`),
  );
  return known.length === 0 ? USUAL : known;
}

function positive(text: string): number {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : wrong(`'${text}' is not a whole number above 0.`);
}

function wrong(what: string): never {
  throw new Error(`${what}\n${USAGE}`);
}
