import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missedAims } from './aims.js';
import { type DrillRow, drillFaults } from './fault-drill.js';
import { startGateway } from './gateway.js';
import { type KillRound, killRound } from './kill-drill.js';
import { readOptions } from './options.js';
import { publish } from './publish.js';
import { faultTable, killTable } from './tables.js';
import { Vendors } from './vendors.js';

/** A vendor that is slow takes so long; one that takes longer than the limit has failed. */
const SLOW_MS = 600;
const VENDOR_LIMIT_SECONDS = 2;
const JOBS_IN_FLIGHT = 10;
/** Starting to paint takes some of it, and the slow vendor the rest. */
const LATEST_KILL_MS = 1500;

const options = readOptions(process.argv.slice(2));
const vendors = await Vendors.start(SLOW_MS);
const env = { ...vendors.env(VENDOR_LIMIT_SECONDS), REPURCHASE: options.repurchase };
try {
  const rows = options.faults ? await allFaults() : [];
  const kills = options.kills ? await allKills() : [];
  const tables = {
    faults: rows.length === 0 ? '' : faultTable(rows),
    kills: kills.length === 0 ? '' : killTable(kills),
  };
  process.stdout.write(`\n${[tables.faults, tables.kills].filter((text) => text !== '').join('\n\n')}\n`);
  if (options.publish) {
    await publish(tables);
  }
  const missed = missedAims(rows, kills);
  process.stdout.write(missed.length === 0 ? '\nAll aims are met.\n' : `\nMissed:\n${missed.join('\n')}\n`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  await vendors.close();
}

async function allFaults(): Promise<DrillRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fusionbridge-drill-'));
  const gateway = await startGateway(folder, env);
  try {
    return await drillFaults(gateway, vendors, options);
  } finally {
    await gateway.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function allKills(): Promise<KillRound[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fusionbridge-drill-'));
  const rounds: KillRound[] = [];
  let dice = options.seed;
  try {
    for (let round = 0; round < options.rounds; round += 1) {
      dice = (dice * 48_271) % 2_147_483_647;
      const at = Math.floor((dice / 2_147_483_647) * LATEST_KILL_MS);
      rounds.push(await killRound(vendors, { folder, env, jobs: JOBS_IN_FLIGHT, round, at }));
      process.stderr.write('x');
    }
    process.stderr.write('\n');
    return rounds;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
