/** For the container: exit code 0 when the bridge inside answers. */
const port = process.env['BRIDGE_PORT'] ?? '7861';
try {
  const { ok } = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(2000) });
  process.exitCode = ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
