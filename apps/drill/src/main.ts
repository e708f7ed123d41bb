import { missedByFaults, missedByKills } from './aims.js';
import { type CourseName, FAULT_COURSES, isFaultCourse, KILL_COURSES } from './courses.js';
import type { DrillRow } from './fault-drill.js';
import { runFaultCourse, runKillCourse } from './run-course.js';
import { readOptions } from './options.js';
import { publish } from './publish.js';
import { faultTable, killTable } from './tables.js';

const JOBS_IN_FLIGHT = 10;

const options = readOptions(process.argv.slice(2));
const missed: string[] = [];
for (const name of options.courses) {
  const found = await drilled(name);
  process.stdout.write(`\n${name} (seed ${options.seed}):\n\n${found.table}\n`);
  missed.push(...found.missed.map((one) => `${name}: ${one}`));
  if (options.publish) {
    await publish(name, found.table);
  }
}
process.stdout.write(missed.length === 0 ? '\nAll aims are met.\n' : `\nMissed:\n${missed.join('\n')}\n`);
process.exitCode = missed.length === 0 ? 0 : 1;

async function drilled(name: CourseName): Promise<{ table: string; missed: string[] }> {
  if (isFaultCourse(name)) {
    const course = { ...FAULT_COURSES[name], ...given('requests', options.requests) };
    const { rows, shown } = await runFaultCourse(course, options);
    tellWhatWasSaid(rows);
    return { table: faultTable(shown), missed: missedByFaults(course, rows) };
  }
  const course = { ...KILL_COURSES[name], ...given('rounds', options.rounds) };
  const rounds = await runKillCourse(course, { seed: options.seed, jobs: JOBS_IN_FLIGHT });
  return { table: killTable(rounds, JOBS_IN_FLIGHT), missed: missedByKills(course, rounds) };
}

/** What clients without a picture were told, for whoever looks at the drill. */
function tellWhatWasSaid(rows: readonly DrillRow[]): void {
  for (const { fault, way, said } of rows.filter((row) => row.said !== null)) {
    process.stdout.write(`${fault ?? 'no fault'}, ${way.name}: ${said}\n`);
  }
}

function given<K extends string>(name: K, value: number | null): Partial<Record<K, number>> {
  const one: Partial<Record<K, number>> = {};
  if (value !== null) {
    one[name] = value;
  }
  return one;
}
