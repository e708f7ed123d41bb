import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeskPace, Fault } from '@fusionbridge/simulators';
import type { FaultCourse, KillCourse } from './courses.js';
import { Dice } from './dice.js';
import { type DrillRow, drillRow } from './fault-drill.js';
import { faultsOf } from './faults.js';
import { startGateway } from './gateway.js';
import { type KillRound, killRound } from './kill-drill.js';
import { Vendors } from './vendors.js';

/** For one order; a vendor that takes longer has failed. */
const VENDOR_LIMIT_SECONDS = 2;
/** By then most of the pictures of a round are there. */
const LATEST_KILL_MS = 1100;

/** All rows of a table of faults, and those that it shows. */
export async function runFaultCourse(
  course: FaultCourse,
  { only, seed }: { only: readonly Fault[]; seed: number },
): Promise<{ rows: DrillRow[]; shown: DrillRow[] }> {
  const { first, repurchase, ways, requests, onlyShort = false } = course;
  const dice = new Dice(seed);
  const vendors = await Vendors.start({ atWorkMs: () => dice.between(50, 100) });
  const folder = await mkdtemp(join(tmpdir(), 'fusionbridge-drill-'));
  const env = { ...vendors.env(VENDOR_LIMIT_SECONDS), REPURCHASE: repurchase };
  const gateway = await startGateway({ folder, chain: Vendors.chain(first), env });
  const rows: DrillRow[] = [];
  try {
    const faults = faultsOf(first).filter((fault) => only.length === 0 || only.includes(fault));
    for (const fault of [null, ...faults]) {
      for (const way of ways) {
        const row = await drillRow(gateway, vendors, { first, fault, way, requests });
        rows.push(...(row === null ? [] : [row]));
        process.stderr.write('.');
      }
    }
  } finally {
    process.stderr.write('\n');
    await gateway.stop();
    await vendors.close();
    await rm(folder, { recursive: true, force: true });
  }
  return { rows, shown: onlyShort ? rows.filter(isShort) : rows };
}

/** Content that a vendor refuses is the same in every table. */
function isShort({ fault, delivered, requests }: DrillRow): boolean {
  return delivered < requests && fault !== 'content_policy';
}

/** All rounds of a table of kills. */
export async function runKillCourse(
  { first, rounds }: KillCourse,
  { seed, jobs }: { seed: number; jobs: number },
): Promise<KillRound[]> {
  const dice = new Dice(seed);
  const vendors = await Vendors.start(unsteady(dice));
  const env = {
    ...vendors.env(10 * VENDOR_LIMIT_SECONDS),
    REPURCHASE: 'after-lookup',
    MAX_CONCURRENT_JOBS: String(jobs),
  };
  // All moments beforehand: how often the vendors throw the dice depends on the machine.
  const moments = Array.from({ length: rounds }, () => dice.between(0, LATEST_KILL_MS));
  const found: KillRound[] = [];
  try {
    for (const at of moments) {
      found.push(await killRound(vendors, { first, env, jobs, at }));
      process.stderr.write('x');
    }
  } finally {
    process.stderr.write('\n');
    await vendors.close();
  }
  return found;
}

/** Orders are long on their way, so that many are unanswered at any moment, and take a random while. */
function unsteady(dice: Dice): DeskPace {
  return { onTheWayMs: () => dice.between(0, 300), atWorkMs: () => dice.between(100, 1000) };
}
