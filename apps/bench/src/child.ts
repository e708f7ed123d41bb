import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Measured programs get the second core for themselves; the upstream and the load share the first. */
export type Core = 'measured' | 'surroundings' | 'any';

const CORES: Record<Core, string | null> = { measured: '1', surroundings: '0', any: null };
const START_LIMIT_MS = 60_000;

/** Whether processes can be kept on cores of their own. */
export const CAN_PIN =
  availableParallelism() >= 2 && spawnSync('taskset', ['-V'], { stdio: 'ignore' }).status === 0;

interface ChildOptions {
  readonly core: Core;
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

/** A Node program that the bench started, and will end. */
export class Child {
  private output = '';
  private errors = '';
  private readonly process: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(args: readonly string[], { core, env = {}, cwd }: ChildOptions) {
    const pin = CAN_PIN ? CORES[core] : null;
    const command = [process.execPath, ...args];
    const [program = '', ...rest] = pin === null ? command : ['taskset', '-c', pin, ...command];
    this.process = spawn(program, rest, {
      cwd,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.process.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.ended = new Promise((resolve) => this.process.once('close', resolve));
  }

  get pid(): number {
    if (this.process.pid === undefined) {
      throw new Error('The process did not start.');
    }
    return this.process.pid;
  }

  /** The first match in what it prints, as soon as it is there. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    const match = pattern.exec(this.output);
    if (match !== null) {
      return match;
    }
    const said = new Promise<RegExpExecArray>((resolve) => {
      this.process.stdout?.on('data', () => {
        const found = pattern.exec(this.output);
        if (found !== null) {
          resolve(found);
        }
      });
    });
    const timer = setTimeout(() => this.process.kill('SIGKILL'), START_LIMIT_MS);
    try {
      return await Promise.race([said, this.failure()]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** All that it printed, after it ended by itself. */
  async result(): Promise<string> {
    const code = await this.ended;
    if (code !== 0) {
      throw new Error(`A process of the bench ended with ${code}:\n${this.errors}`);
    }
    return this.output;
  }

  /** Ends it; all that it printed. */
  async stop(): Promise<string> {
    this.process.kill('SIGTERM');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 15_000);
    await this.ended;
    clearTimeout(timer);
    return this.output;
  }

  /** `kill -9`, and waits until it is gone. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  private async failure(): Promise<never> {
    const code = await this.ended;
    throw new Error(`A process ended with ${code} before it was ready:\n${this.output}${this.errors}`);
  }
}
