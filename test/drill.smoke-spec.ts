import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const REPOSITORY = join(import.meta.dirname, '..');

/** Of the built dist/gateway.mjs: a few requests and one kill of what `npm run drill` does by the hundred. */
describe('the drill', () => {
  it.each([
    ['a fault', ['faults', '--requests', '16', '--only', 'drop_after_accept']],
    ['a kill', ['kills', '--rounds', '1']],
  ])(
    'goes through %s and meets its aims',
    (_what, options) => {
      const program = ['scripts/run-tool.mjs', 'apps/drill/src/main.ts', ...options];
      const { stdout, status } = spawnSync(process.execPath, program, { cwd: REPOSITORY, encoding: 'utf8' });
      expect(stdout).toContain('All aims are met.');
      expect(status).toBe(0);
    },
    60_000,
  );
});
