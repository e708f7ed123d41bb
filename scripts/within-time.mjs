/**
 * Runs a command, and ends it with everything it has started when it takes longer than TEST_LIMIT_MINUTES (60). A test
 * that never gives the event loop back cannot be ended by jest's own limits.
 */
import { spawn } from 'node:child_process';

const minutes = Number(process.env['TEST_LIMIT_MINUTES'] ?? 60);
const isWindows = process.platform === 'win32';
const [command, ...args] = process.argv.slice(2);

// A process group of its own, so that the workers end as well.
const child = spawn(command, args, { stdio: 'inherit', detached: !isWindows, shell: isWindows });
const timer = setTimeout(() => {
  process.stderr.write(
    `\nNot over after ${minutes} minutes (TEST_LIMIT_MINUTES), so it was ended: a test may never give the event loop back.\n`,
  );
  end('SIGKILL');
}, minutes * 60_000);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => end(signal));
}
child.on('error', (error) => {
  process.stderr.write(`${command} could not be started: ${error.message}\n`);
  process.exit(1);
});
child.on('close', (code) => {
  clearTimeout(timer);
  process.exitCode = code ?? 1;
});

function end(signal) {
  if (isWindows || child.pid === undefined) {
    child.kill(signal);
  } else {
    process.kill(-child.pid, signal);
  }
}
