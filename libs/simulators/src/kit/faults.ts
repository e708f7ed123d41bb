/**
 * Ways in which every simulated vendor can be told to misbehave. A vendor that cannot fail in one of the first group
 * (A1111 knows no credit) refuses to be told so.
 */
export const FAULTS = {
  // The vendor says no, in its own words.
  unauthorized: 'refuses the key',
  out_of_credit: 'has no credit left',
  content_policy: 'refuses the prompt for what it asks',
  invalid_request: 'finds a field wrong',
  rate_limited: 'is asked too often and says when to come back (7 s)',
  rate_limited_without_delay: 'is asked too often and does not say for how long',
  server_error: 'breaks while it works (500)',
  loading: 'still loads its model (503)',
  // The way between breaks.
  bad_gateway: 'has a proxy in front that answers with an HTML page (502)',
  redirect: 'points to a private address instead of answering',
  hang_before_accept: 'takes the request, does nothing and never answers',
  hang_after_accept: 'does the work and never answers',
  drop_after_accept: 'does the work and drops the connection',
  break_off: 'drops the connection in the middle of the answer',
  slow: 'stops half-way until released',
  // Vendors with a queue only.
  job_lost: 'takes the order and does not know it afterwards',
  job_failed: 'takes the order and fails while it works',
  // The answer is wrong.
  wrong_json: 'answers with broken JSON',
  other_json: 'answers with JSON of another shape',
  black_frame: 'hands over a black picture',
  fewer_pictures: 'hands over one picture less than asked',
  html_picture: 'hands over an HTML page as a picture',
  truncated_picture: 'hands over half a picture',
  huge_picture: 'hands over 12 MiB',
  // For vendors that hand over addresses only.
  private_picture: 'hands over an address inside a private network',
  missing_picture: 'hands over an address where nothing is',
  redirected_picture: 'hands over an address that leads on into a private network',
} as const;

export type Fault = keyof typeof FAULTS;

/** The faults that are an answer in the vendor's own words. */
export type Refusal =
  | 'unauthorized'
  | 'out_of_credit'
  | 'content_policy'
  | 'invalid_request'
  | 'rate_limited'
  | 'rate_limited_without_delay'
  | 'server_error'
  | 'loading';

const REFUSALS: ReadonlySet<Fault> = new Set<Refusal>([
  'unauthorized',
  'out_of_credit',
  'content_policy',
  'invalid_request',
  'rate_limited',
  'rate_limited_without_delay',
  'server_error',
  'loading',
]);

export function isRefusal(fault: Fault | null): fault is Refusal {
  return fault !== null && REFUSALS.has(fault);
}

export function isFault(name: unknown): name is Fault {
  return typeof name === 'string' && Object.hasOwn(FAULTS, name);
}

/** Faults still to come, in the order in which they were ordered; each submission takes one. */
export class FaultQueue {
  private readonly waiting: Fault[] = [];
  private lasting: Fault | null = null;

  /** The next `times` submissions go wrong so; with `Infinity` all that come after those ordered one by one. */
  order(fault: Fault, times = 1): void {
    if (times === Number.POSITIVE_INFINITY) {
      this.lasting = fault;
      return;
    }
    for (let ordered = 0; ordered < times; ordered += 1) {
      this.waiting.push(fault);
    }
  }

  take(): Fault | null {
    return this.waiting.shift() ?? this.lasting;
  }

  clear(): void {
    this.waiting.length = 0;
    this.lasting = null;
  }
}
