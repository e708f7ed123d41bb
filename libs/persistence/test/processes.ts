import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { build } from 'esbuild';
import type { TestStorage } from './backends.js';

const ROOT = join(import.meta.dirname, '../../..');

/** Bundles `writer.ts` as the gateway is bundled; to be started as often as a test wants. */
export async function writerProgram(): Promise<WriterProgram> {
  // Under node_modules, so that it finds the packages that stay outside the bundle.
  const outfile = join(ROOT, 'node_modules/.cache', `writer-${randomBytes(6).toString('hex')}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'writer.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    tsconfig: join(ROOT, 'tsconfig.json'),
  });
  return new WriterProgram(outfile);
}

class WriterProgram {
  constructor(private readonly path: string) {}

  /** A process that has loaded everything and waits for `go`. */
  async start(place: TestStorage, name: string, count: number): Promise<Writer> {
    const args = [this.path, JSON.stringify(place.storage), name, String(count)];
    const writer = new Writer(
      spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    await writer.ready;
    return writer;
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

/** A process that writes jobs. */
class Writer {
  readonly ready: Promise<unknown>;
  private readonly lines: Interface;
  private readonly ended: Promise<unknown>;

  constructor(private readonly child: ChildProcessByStdio<Writable, Readable, null>) {
    this.lines = createInterface({ input: child.stdout });
    this.ended = once(child, 'close');
    this.ready = once(this.lines, 'line');
  }

  /** The ids it confirmed. It is killed as if the power went once it has confirmed `killAfter`. */
  async go(killAfter = Number.POSITIVE_INFINITY): Promise<string[]> {
    const confirmed: string[] = [];
    this.lines.on('line', (line) => {
      confirmed.push(line);
      if (confirmed.length === killAfter) {
        this.child.kill('SIGKILL');
      }
    });
    this.child.stdin.write('go\n');
    await this.ended;
    return confirmed;
  }
}
