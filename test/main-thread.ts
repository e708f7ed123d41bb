import { existsSync, readFileSync } from 'node:fs';

/** Processor time of the thread that runs the event loop, as Linux counts it: the first number, in ns. */
const OF_MAIN_THREAD = `/proc/self/task/${process.pid}/schedstat`;

/** Processor time in ms that the event loop has taken; of all threads where the system does not tell them apart. */
export function mainThreadMs(): number {
  if (existsSync(OF_MAIN_THREAD)) {
    return Number(readFileSync(OF_MAIN_THREAD, 'utf8').split(' ')[0]) / 1e6;
  }
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
