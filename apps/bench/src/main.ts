import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureBurst } from './burst.js';
import { measureEdits } from './edits.js';
import { fusionbridgeTarget } from './fusionbridge-target.js';
import { measureGallery } from './gallery.js';
import { measureMatching } from './matching.js';
import { measureMemory } from './memory.js';
import { type Experiment, type Options, readOptions, type TargetName } from './options.js';
import { measurePictures } from './pictures.js';
import { portkeyTarget } from './portkey-target.js';
import { publish } from './publish.js';
import { rawTarget } from './raw-target.js';
import { medianRows, type Row } from './row.js';
import { measureStart } from './start-up.js';
import { startStub } from './stub.js';
import type { Target } from './target.js';
import { measureThroughput } from './throughput.js';

const EXPERIMENT_RUNS: Record<Experiment, (targets: readonly Target[], options: Options) => Promise<Row[]>> =
  {
    start: measureStart,
    throughput: measureThroughput,
    memory: measureMemory,
    burst: measureBurst,
    matching: measureMatching,
    pictures: measurePictures,
    edits: measureEdits,
    gallery: measureGallery,
  };

const options = readOptions(process.argv.slice(2));
const folder = await mkdtemp(join(tmpdir(), 'fusionbridge-stub-'));
const stub = await startStub(folder);
try {
  const targets = await Promise.all(options.targets.map((name) => makeTarget(name)));
  const results = new Map<string, Row[]>();
  for (const experiment of options.experiments) {
    results.set(experiment, medianRows(await inRounds(experiment, targets)));
  }
  process.stdout.write(`\n${await publish(results, options)}\n`);
} finally {
  await stub.stop();
  await rm(folder, { recursive: true, force: true });
}

async function inRounds(experiment: Experiment, targets: readonly Target[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    process.stderr.write(`${experiment}, round ${round} of ${options.rounds}\n`);
    rows.push(...(await EXPERIMENT_RUNS[experiment](targets, options)));
  }
  return rows;
}

async function makeTarget(name: TargetName): Promise<Target> {
  switch (name) {
    case 'raw':
      return rawTarget(stub.port);
    case 'portkey':
      return portkeyTarget(stub.port);
    case 'fusionbridge':
      return fusionbridgeTarget(
        stub.port,
        options.profile ? ['--cpu-prof', `--cpu-prof-dir=${join(process.cwd(), 'bench-results')}`] : [],
      );
  }
}
