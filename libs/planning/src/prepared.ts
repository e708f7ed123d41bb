import type {
  Candidate,
  Exclusion,
  ImageProvider,
  Plan,
  VendorCall,
  VendorRequest,
} from '@fusionbridge/core';
import type { Verdict } from './candidates.js';
import type { ResolvedRequest } from './resolved-request.js';

/**
 * A request that is resolved and judged by every provider of its chain, before its prose is shortened. Made once for each
 * request: a key is derived from it, and a plan is made of it.
 */
export interface Prepared {
  readonly resolved: ResolvedRequest;
  /** With the prompt as it came. */
  verdicts(): readonly Verdict[];
  /** With the prompt of the summary. */
  verdictsFor(summarized: ResolvedRequest): readonly Verdict[];
}

/** A plan, and the calls that its candidates were translated to. */
export interface PreparedPlan {
  readonly plan: Plan;
  readonly calls: PreparedCalls;
}

/** Calls that are translated and not sent yet; each is taken once. */
export class PreparedCalls {
  private readonly open: Map<VendorRequest, Extract<Verdict, { call: VendorCall }>>;

  constructor(verdicts: readonly Verdict[]) {
    this.open = new Map(
      verdicts.flatMap((one) => ('call' in one ? [[one.candidate.request, one] as const] : [])),
    );
  }

  /** The call for exactly this request object; null where there is none, or the provider was replaced meanwhile. */
  take(request: VendorRequest, provider: ImageProvider): VendorCall | null {
    const found = this.open.get(request);
    this.open.delete(request);
    return found?.provider === provider ? found.call : null;
  }
}

export function candidatesOf(verdicts: readonly Verdict[]): Candidate[] {
  return verdicts.flatMap((one) => ('candidate' in one ? [one.candidate] : []));
}

export function exclusionsOf(verdicts: readonly Verdict[]): Exclusion[] {
  return verdicts.flatMap((one) => ('exclusion' in one ? [one.exclusion] : []));
}
