import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Linux counts processor time in hundredths of a second for programs. */
const MS_PER_TICK = 10;
const QUIET_WINDOW_MS = 300;
const QUIET_LIMIT_MS = 20_000;

/** Processor time of all its threads so far, in milliseconds. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The name in parentheses may hold spaces; utime and stime are the fields 14 and 15 of proc(5).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** Memory it has in MB: now (`VmRSS`) or the most since `forgetPeak` (`VmHWM`). */
export function memoryMb(pid: number, what: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  return Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
}

/** Lets `VmHWM` start again from what it has now. */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** Waits until it hardly works any more, so that its backlog does not weigh on the next one measured. */
export async function quiet(pid: number): Promise<void> {
  const giveUpAt = Date.now() + QUIET_LIMIT_MS;
  for (let before = cpuMs(pid); Date.now() < giveUpAt;) {
    await sleep(QUIET_WINDOW_MS);
    const now = cpuMs(pid);
    if (now - before <= MS_PER_TICK) {
      return;
    }
    before = now;
  }
}
