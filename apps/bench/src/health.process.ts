/**
 * Asks an address again and again, every 10 ms whether or not the last answer came, and prints one latency in
 * milliseconds a line when it is told to stop. Started with the address.
 */
import { Agent, get } from 'node:http';
import { setPriority } from 'node:os';

const EVERY_MS = 10;
const address = process.argv[2] ?? '';
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const latencies: number[] = [];

try {
  // Its own waiting for a processor must not count as the target's.
  setPriority(-15);
} catch {
  // Only root may; then it measures a little too much.
}

const timer = setInterval(() => {
  const sentAt = performance.now();
  get(address, { agent }, (response) => {
    response.resume();
    response.once('end', () => latencies.push(performance.now() - sentAt));
  }).on('error', () => latencies.push(Infinity));
}, EVERY_MS);

process.once('SIGTERM', () => {
  clearInterval(timer);
  process.stdout.write(`${latencies.join('\n')}\n`, () => process.exit(0));
});
process.stdout.write('polling\n');
