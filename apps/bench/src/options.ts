import { parseArgs } from 'node:util';

export const EXPERIMENTS = [
  'start',
  'throughput',
  'memory',
  'burst',
  'matching',
  'pictures',
  'gallery',
  'edits',
] as const;
export type Experiment = (typeof EXPERIMENTS)[number];

export const TARGETS = ['raw', 'portkey', 'fusionbridge'] as const;
export type TargetName = (typeof TARGETS)[number];

/** What to measure and for how long. */
export interface Options {
  readonly experiments: readonly Experiment[];
  readonly targets: readonly TargetName[];
  /** Times that everything is measured; the medians count. */
  readonly rounds: number;
  /** Length of one throughput run. */
  readonly seconds: number;
  readonly concurrencies: readonly number[];
  /** Write docs/bench/*.csv and docs/benchmarks.md, and not only bench-results/. */
  readonly publish: boolean;
  /** Write a processor profile of the bridge to bench-results/. Slows it: not for figures. */
  readonly profile: boolean;
}

const USAGE = `npm run bench -- [options]
  --quick                 one short round of everything, at concurrency 16
  --only start,memory     some of: ${EXPERIMENTS.join(', ')}
  --targets raw,portkey   some of: ${TARGETS.join(', ')}
  --rounds 3              rounds; medians are reported
  --seconds 4             length of one throughput run
  --publish               write docs/bench/*.csv and docs/benchmarks.md too
  --profile               write .cpuprofile files of the bridge; its figures then mean nothing`;

/** @throws Error with the usage, for arguments that do not exist */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: EXPERIMENTS.join(',') },
      targets: { type: 'string', default: TARGETS.join(',') },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      publish: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  });
  return {
    experiments: someOf(EXPERIMENTS, values.only),
    targets: someOf(TARGETS, values.targets),
    rounds: positive(values.rounds ?? (values.quick ? '1' : '3')),
    seconds: positive(values.seconds ?? (values.quick ? '2' : '4')),
    concurrencies: values.quick ? [16] : [1, 16, 64],
    publish: values.publish,
    profile: values.profile,
  };
}

function someOf<T extends string>(known: readonly T[], list: string): T[] {
  const wanted = list.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !known.some((one) => one === name));
  if (unknown !== undefined) {
    throw new Error(`'${unknown}' is not one of ${known.join(', ')}.\n${USAGE}`);
  }
  return known.filter((one) => wanted.includes(one));
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isFinite(number) || number <= 0) {
    throw new Error(`'${text}' is not a number above 0.\n${USAGE}`);
  }
  return number;
}
