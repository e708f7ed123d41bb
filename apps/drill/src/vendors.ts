import {
  type DeskPace,
  type Fault,
  type RecordedRequest,
  type Simulator,
  startRunware,
  startTogether,
  startWaveSpeed,
} from '@fusionbridge/simulators';

/** The vendors, and what each is here for. */
export const VENDORS = {
  runware: 'has a queue and takes an id that is ours',
  wavespeed: 'has a queue and names its orders itself',
  together: 'answers with the picture and has no ids',
} as const;

export type VendorName = keyof typeof VENDORS;

/** Each vendor at the head, and who stands in for it. */
const CHAINS: Readonly<Record<VendorName, readonly VendorName[]>> = {
  runware: ['runware', 'wavespeed', 'together'],
  wavespeed: ['wavespeed', 'together', 'runware'],
  together: ['together', 'runware', 'wavespeed'],
};

/** More than ever come at once: nobody waits in a vendor's queue. */
const CONCURRENCY = 64;
/** A vendor that is slow takes so long. */
const SLOW_MS = 600;

/** The simulated vendors of the drill. */
export class Vendors {
  private constructor(private readonly all: Readonly<Record<VendorName, Simulator>>) {}

  static async start(pace: DeskPace): Promise<Vendors> {
    const options = { slowMs: SLOW_MS, concurrency: CONCURRENCY, pace };
    const [runware, wavespeed, together] = await Promise.all([
      startRunware(options),
      startWaveSpeed(options),
      startTogether(options),
    ]);
    return new Vendors({ runware, wavespeed, together });
  }

  /** In the order in which a bridge asks them whose first vendor is `first`. */
  static chain(first: VendorName): readonly VendorName[] {
    return CHAINS[first];
  }

  /** What points the bridge at them. @param timeoutSeconds For one order */
  env(timeoutSeconds: number): Record<string, string> {
    const { runware, wavespeed, together } = this.all;
    const seconds = String(timeoutSeconds);
    return {
      RUNWARE_API_KEY: 'simulated',
      RUNWARE_ENDPOINT: `${runware.url}/v1`,
      RUNWARE_TIMEOUT_SECONDS: seconds,
      WAVESPEED_API_KEY: 'simulated',
      WAVESPEED_BASE_URL: `${wavespeed.url}/api/v3`,
      WAVESPEED_TIMEOUT_SECONDS: seconds,
      TOGETHER_API_KEY: 'simulated',
      TOGETHER_BASE_URL: `${together.url}/v1`,
      TOGETHER_TIMEOUT_SECONDS: seconds,
    };
  }

  /** From now on every order there goes wrong so. @returns false where it has no such fault */
  break(name: VendorName, fault: Fault): boolean {
    try {
      this.all[name].fault(fault, Number.POSITIVE_INFINITY);
      return true;
    } catch {
      return false;
    }
  }

  reset(): void {
    Object.values(this.all).forEach((vendor) => vendor.reset());
  }

  /** The requests whose orders reached it, by their marks; one that reached it twice is there twice. */
  ordered(name: VendorName, mark: RegExp): string[] {
    return marksIn(this.all[name].requests, mark);
  }

  /** The requests it charged for, by their marks; one it charged twice for is there twice. */
  charged(name: VendorName, mark: RegExp): string[] {
    return marksIn(this.all[name].charged, mark);
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.all).map((vendor) => vendor.close()));
  }
}

function marksIn(requests: readonly RecordedRequest[], mark: RegExp): string[] {
  return requests.flatMap(({ body }) => mark.exec(body.toString('utf8'))?.[0] ?? []);
}
