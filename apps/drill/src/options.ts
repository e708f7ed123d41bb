import { parseArgs } from 'node:util';
import { type Fault, FAULTS, isFault } from '../../simulators/src/kit/index.js';

/** What to drill. */
export interface Options {
  readonly requests: number;
  readonly concurrency: number;
  /** Only these faults; all where it is empty. */
  readonly only: readonly Fault[];
  /** Rounds of `kill -9`. */
  readonly rounds: number;
  readonly faults: boolean;
  readonly kills: boolean;
  readonly repurchase: string;
  /** The moments of the kills come from it. */
  readonly seed: number;
  /** Write the tables into docs/reliability.md. */
  readonly publish: boolean;
}

const USAGE = `npm run drill -- [options]
  --requests 200            for each fault and policy, 8 at a time
  --only hang_after_accept  some of: ${Object.keys(FAULTS).join(', ')}
  --repurchase after-lookup never, after-lookup or eager
  --faults                  the faults and not the kills
  --kills                   the kills and not the faults
  --rounds 20               kills, each with 10 jobs in flight
  --seed 1                  of the moments of the kills
  --publish                 write docs/reliability.md too`;

/** @throws Error with the usage, for arguments that do not exist */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      requests: { type: 'string', default: '200' },
      only: { type: 'string', default: '' },
      repurchase: { type: 'string', default: 'after-lookup' },
      faults: { type: 'boolean', default: false },
      kills: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      publish: { type: 'boolean', default: false },
    },
  });
  return {
    requests: positive(values.requests),
    concurrency: 8,
    only: faultsIn(values.only),
    rounds: positive(values.rounds),
    faults: values.faults || !values.kills,
    kills: values.kills || !values.faults,
    repurchase: values.repurchase,
    seed: positive(values.seed),
    publish: values.publish,
  };
}

function faultsIn(list: string): Fault[] {
  return list
    .split(',')
    .filter((name) => name !== '')
    .map((name) => {
      if (!isFault(name)) {
        throw new Error(`'${name}' is no fault.\n${USAGE}`);
      }
      return name;
    });
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) {
    throw new Error(`'${text}' is not a whole number above 0.\n${USAGE}`);
  }
  return number;
}
