import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const REPOSITORY = join(import.meta.dirname, '..');
const BUNDLE = join(REPOSITORY, 'dist/gateway.mjs');
/** Start-up takes about a second; a machine that does ten other things takes longer. */
const START_LIMIT_MS = 60_000;

/** How a bridge that did not come up ended. */
export interface EndedGateway {
  readonly exitCode: number | null;
  /** Everything it printed. */
  readonly output: string;
}

/** The built bridge as its own process, in an empty folder, with no more environment than it is given. */
export class BuiltGateway {
  private output = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  private constructor(
    private readonly folder: string,
    env: Record<string, string>,
  ) {
    this.child = spawn(process.execPath, [BUNDLE], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        CONFIG_DIR: join(REPOSITORY, 'config'),
        DATA_PATH: join(folder, 'data'),
        BRIDGE_PORT: '0',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
  }

  /** @param files What lies in the folder that it is started in, by name */
  static async spawn(
    env: Record<string, string> = {},
    files: Readonly<Record<string, string | Buffer>> = {},
  ): Promise<BuiltGateway> {
    const folder = await mkdtemp(join(tmpdir(), 'fusionbridge-smoke-'));
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return new BuiltGateway(folder, env);
  }

  /** Its address, as soon as it says that it listens. */
  async address(): Promise<string> {
    const listening = new Promise<string>((resolve) => {
      const look = () => {
        const address = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(this.output)?.[0];
        if (address !== undefined) {
          resolve(address);
        }
      };
      this.child.stdout?.on('data', look);
    });
    const gone = this.ended.then((code) => {
      throw new Error(`The bridge ended with ${code} before it listened:\n${this.output}`);
    });
    return Promise.race([listening, gone]);
  }

  /** The most memory it has had so far, in bytes; what it has now where the system does not keep that. */
  mostMemory(): number {
    const status = `/proc/${this.child.pid}/status`;
    const kibibytes = existsSync(status)
      ? /VmHWM:\s*(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(this.child.pid)], { encoding: 'utf8' });
    return Number(kibibytes) * 1024;
  }

  /** Waits for it to end by itself. */
  async end(): Promise<EndedGateway> {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), START_LIMIT_MS);
    const exitCode = await this.ended;
    clearTimeout(timer);
    await rm(this.folder, { recursive: true, force: true });
    return { exitCode, output: this.output };
  }

  /** Tells it to stop, as an operator would, and waits. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<EndedGateway> {
    this.child.kill(signal);
    return this.end();
  }

  /** From now on nobody reads what it prints: it writes into closed pipes. */
  stopReading(): void {
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
  }
}
