import { setTimeout as wait } from 'node:timers/promises';
import { askFor, askForMany, MARK, type Outcome } from './client.js';
import { startGateway } from './gateway.js';
import type { Vendors } from './vendors.js';

/** One `kill -9` with jobs in flight, and what was there after the next start. */
export interface KillRound {
  /** When it was killed, in milliseconds after the first call. */
  readonly at: number;
  readonly jobs: number;
  /** Answered before the kill. */
  readonly answered: number;
  /** Orders that the vendors had taken by then. */
  readonly orderedBefore: number;
  /** Calls that had their picture in the end. */
  readonly delivered: number;
  /** Orders that were charged for and whose picture nobody got. */
  readonly lost: number;
  /** Orders beyond the first for one call. */
  readonly boughtTwice: number;
  /** What the bridge said to calls that got none. */
  readonly said: string | null;
}

interface KillOptions {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: number;
  readonly round: number;
  /** Milliseconds after the first call. */
  readonly at: number;
}

/** Kills the bridge while it works, starts it again over the same records, and has every client call again. */
export async function killRound(vendors: Vendors, options: KillOptions): Promise<KillRound> {
  const { folder, env, jobs, round, at } = options;
  vendors.reset();
  vendors.breakFirst('slow');
  const before = await startGateway(folder, env);
  const mark = (index: number): string =>
    `drill-kill${'abcdefghijklmnopqrstuvwxyz'.charAt(round % 26)}-${round}${String(index).padStart(2, '0')}`;
  const calls = askForMany(jobs, jobs, (index) => askFor(before.url, mark(index), 'ordered'));
  await wait(at);
  await before.kill();
  const first = await calls;
  const orderedBefore = vendors.orders(MARK).flat().length;

  const after = await startGateway(folder, env);
  const second = await askForMany(jobs, jobs, (index) => again(after.url, mark(index)));
  await after.stop();
  return { at, jobs, orderedBefore, ...settled(first, second, vendors) };
}

/** As a client does that lost its connection: the same call, with the same key. */
async function again(url: string, mark: string): Promise<Outcome> {
  return askFor(url, mark, 'ordered');
}

function settled(
  first: readonly Outcome[],
  second: readonly Outcome[],
  vendors: Vendors,
): Omit<KillRound, 'at' | 'jobs' | 'orderedBefore'> {
  const orders = vendors.orders(MARK).flat();
  const charged = new Set(orders);
  const got = new Set([...first, ...second].flatMap(({ isDelivered, mark }) => (isDelivered ? [mark] : [])));
  return {
    answered: first.filter(({ isDelivered }) => isDelivered).length,
    delivered: got.size,
    lost: [...charged].filter((mark) => !got.has(mark)).length,
    boughtTwice: orders.length - charged.size,
    said: second.find(({ isDelivered }) => !isDelivered)?.message ?? null,
  };
}
