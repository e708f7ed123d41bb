import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { askFor, askForMany, type Outcome } from './client.js';
import { dataPathIn, startGateway } from './gateway.js';
import { endOf, isKept, leftIn } from './records.js';
import { type KillReckoning, reckoned } from './reckoning.js';
import { type VendorName, Vendors } from './vendors.js';

/** One `kill -9` with jobs in flight, and what was there after the next start. */
export interface KillRound extends KillReckoning {
  /** When it was killed, in milliseconds after the first call. */
  readonly at: number;
  /** Answered before the kill. */
  readonly answered: number;
  /** Orders that had reached the vendor by then. */
  readonly orderedBefore: number;
  /** Orders of which the killed bridge did not know whether the vendor has them. */
  readonly unanswered: number;
}

export interface KillOptions {
  readonly first: VendorName;
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: number;
  /** Milliseconds after the first call. */
  readonly at: number;
}

const MARK = /drill-kill-\d+/;

/**
 * Kills the bridge while it works, starts it again over the same records, waits until every job is over, and then has
 * every client call again with its key.
 */
export async function killRound(vendors: Vendors, options: KillOptions): Promise<KillRound> {
  const { first, env, jobs, at } = options;
  vendors.reset();
  const folder = await mkdtemp(join(tmpdir(), 'fusionbridge-drill-'));
  const bridge = { folder, chain: Vendors.chain(first), env };
  try {
    const before = await startGateway(bridge);
    const calls = everybody(before.url, jobs);
    await wait(at);
    await before.kill();
    const answered = delivered(await calls).size;
    const orderedBefore = marks(vendors.ordered(first, MARK)).size;
    const { jobs: left, unanswered } = await leftIn(dataPathIn(folder));

    const after = await startGateway(bridge);
    try {
      const kept = await keptMarks(after.url, left);
      const charged = chargedMarks(vendors, first);
      const again = delivered(await everybody(after.url, jobs));
      const reckoning = reckoned({ charged, kept, again, chargedInTheEnd: chargedMarks(vendors, first) });
      return { at, answered, orderedBefore, unanswered, ...reckoning };
    } finally {
      await after.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function everybody(url: string, jobs: number): Promise<Outcome[]> {
  return askForMany(jobs, jobs, (index) => askFor(url, `drill-kill-${index}`, 'ordered'));
}

function delivered(outcomes: readonly Outcome[]): ReadonlySet<string> {
  return marks(outcomes.flatMap(({ isDelivered, mark }) => (isDelivered ? [mark] : [])));
}

function marks(list: readonly string[]): ReadonlySet<string> {
  return new Set(list);
}

function chargedMarks(vendors: Vendors, first: VendorName): string[] {
  return Vendors.chain(first).flatMap((vendor) => vendors.charged(vendor, MARK));
}

/** Requests whose jobs have ended with a picture that can be fetched. */
async function keptMarks(url: string, jobs: readonly string[]): Promise<ReadonlySet<string>> {
  const kept = await Promise.all(
    jobs.map(async (id) => {
      const job = await endOf(url, id);
      const [mark] = MARK.exec(job.original_prompt) ?? [];
      return mark !== undefined && (await isKept(job)) ? [mark] : [];
    }),
  );
  return new Set(kept.flat());
}
