import type { Fault, Simulator } from '../../simulators/src/kit/index.js';
import { startRunware } from '../../simulators/src/runware/index.js';
import { startTogether } from '../../simulators/src/together/index.js';
import { startWaveSpeed } from '../../simulators/src/wavespeed/index.js';

/** So many orders may go wrong: more than any row places. */
const ALL = 1000;

/** The simulated vendors of the drill, in the order of the chain. */
export class Vendors {
  private constructor(private readonly all: readonly [Simulator, ...Simulator[]]) {}

  /** @param slowMs How long an order takes under the fault `slow` */
  static async start(slowMs: number): Promise<Vendors> {
    const [runware, wavespeed, together] = await Promise.all([
      startRunware({ slowMs }),
      startWaveSpeed({ slowMs, concurrency: 64 }),
      startTogether({ slowMs }),
    ]);
    return new Vendors([runware, wavespeed, together]);
  }

  /** What points the bridge at them. */
  env(timeoutSeconds: number): Record<string, string> {
    const [runware, wavespeed, together] = this.all;
    const seconds = String(timeoutSeconds);
    return {
      RUNWARE_API_KEY: 'simulated',
      RUNWARE_ENDPOINT: `${runware.url}/v1`,
      RUNWARE_TIMEOUT_SECONDS: seconds,
      // Only then does it say that a black picture is none.
      RUNWARE_CHECK_CONTENT: 'true',
      WAVESPEED_API_KEY: 'simulated',
      WAVESPEED_BASE_URL: `${wavespeed?.url ?? ''}/api/v3`,
      WAVESPEED_TIMEOUT_SECONDS: seconds,
      TOGETHER_API_KEY: 'simulated',
      TOGETHER_BASE_URL: `${together?.url ?? ''}/v1`,
      TOGETHER_TIMEOUT_SECONDS: seconds,
    };
  }

  /** From now on every order at the first vendor goes wrong so. @returns false where it has no such fault */
  breakFirst(fault: Fault): boolean {
    try {
      this.all[0].fault(fault, ALL);
      return true;
    } catch {
      return false;
    }
  }

  reset(): void {
    this.all.forEach((vendor) => vendor.reset());
  }

  /** What each vendor charged for, by its own count. */
  charges(): number[] {
    return this.all.map((vendor) => vendor.state().charges);
  }

  /** The orders that reached each vendor: the mark in the prompt of every one. */
  orders(mark: RegExp): string[][] {
    return this.all.map((vendor) =>
      vendor.requests.flatMap(({ body }) => mark.exec(body.toString('utf8'))?.[0] ?? []),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((vendor) => vendor.close()));
  }
}
