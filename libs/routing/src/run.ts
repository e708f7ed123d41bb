import {
  type Attempt,
  type AttemptError,
  BridgeError,
  type Candidate,
  type Cost,
  type Degradation,
  type VendorRequest,
  type Plan,
  ProviderError,
  type ProviderImages,
  sentences,
  totalCost,
  withoutStop,
} from '@fusionbridge/core';
import type { Providers } from '@fusionbridge/providers';
import type { DeliveredPicture, Delivery, RunContext } from './delivery.js';

/** Limits on the calls to one candidate. */
interface CallLimits {
  /** Pictures in one call. */
  readonly most: number;
  /** Width in bits of the vendor's seeds. */
  readonly seedBits: number;
}

/** Results of a run so far: pictures, attempts and degradations. */
export class Run {
  private readonly pictures: DeliveredPicture[] = [];
  private readonly attempts: Attempt[];
  private readonly degradations: Degradation[] = [];
  private readonly waits: number[] = [];

  private readonly wanted: number;

  /**
   * @param providers As they were when the run began: it keeps to them although the settings may be replaced
   * @param former Attempts of an earlier run of the same plan, which the bridge did not outlive
   */
  constructor(
    private readonly plan: Plan,
    readonly providers: Providers,
    private readonly context: RunContext,
    former: readonly Attempt[] = [],
  ) {
    this.wanted = plan.candidates[0]?.request.count ?? 1;
    this.attempts = [...former];
  }

  get missing(): number {
    return this.wanted - this.pictures.length;
  }

  /** True if no candidate was tried yet. */
  get isUntouched(): boolean {
    return this.attempts.length === 0;
  }

  /** The request of the next call: the pictures still missing, seeds going on where the last call ended. */
  callFor({ request }: Candidate, { most, seedBits }: CallLimits): VendorRequest {
    const count = Math.min(most, this.missing);
    const { seed } = request;
    if (count === request.count && this.pictures.length === 0) {
      // Return the same object, so that its prepared call is found.
      return request;
    }
    return {
      ...request,
      count,
      seed: seed === null ? null : (seed + this.pictures.length) % 2 ** seedBits,
    };
  }

  async begin(candidate: Candidate, count: number): Promise<Attempt> {
    const attempt: Attempt = {
      index: this.attempts.length,
      provider: candidate.provider,
      vendorModel: candidate.vendorModel,
      count,
      startedAt: Date.now(),
      finishedAt: null,
      outcome: null,
      taskId: null,
      delivered: 0,
      cost: null,
      error: null,
    };
    return this.write(attempt);
  }

  async write(attempt: Attempt): Promise<Attempt> {
    this.attempts[attempt.index] = attempt;
    await this.context.onAttempt(attempt);
    return attempt;
  }

  latest(attempt: Attempt): Attempt {
    return this.attempts[attempt.index] ?? attempt;
  }

  async delivered(
    attempt: Attempt,
    pictures: readonly DeliveredPicture[],
    { cost, servedModel }: Pick<ProviderImages, 'cost' | 'servedModel'>,
  ): Promise<void> {
    this.pictures.push(...pictures.slice(0, this.missing));
    await this.write({
      ...this.latest(attempt),
      finishedAt: Date.now(),
      outcome: 'delivered',
      delivered: pictures.length,
      cost,
      ...(servedModel === undefined ? {} : { servedModel }),
    });
  }

  async failed(attempt: Attempt, error: ProviderError, cost: Cost | null): Promise<void> {
    if (error.retryAfterMs !== null) {
      this.waits.push(error.retryAfterMs);
    }
    await this.write({
      ...this.latest(attempt),
      finishedAt: Date.now(),
      outcome: error.outcome,
      delivered: 0,
      cost,
      error: attemptErrorOf(error),
    });
  }

  /** Ends an attempt of a previous run whose vendor can no longer be asked for the picture. */
  async unfollowable(attempt: Attempt): Promise<ProviderError> {
    const outcome = attempt.outcome === null ? 'unknown' : 'accepted';
    const error = new ProviderError({
      provider: attempt.provider,
      kind: 'unavailable',
      outcome,
      message: `The bridge was stopped while ${attempt.provider} was at work, and it cannot be asked for the picture`,
    });
    await this.failed(attempt, error, attempt.cost);
    return error;
  }

  /** Calls that may be charged although they delivered nothing. */
  get lost(): readonly Attempt[] {
    return this.attempts.filter(
      ({ outcome, delivered }) => delivered === 0 && (outcome === 'accepted' || outcome === 'unknown'),
    );
  }

  degraded(more: readonly Degradation[]): void {
    const known = new Set(this.degradations.map((one) => JSON.stringify(one)));
    this.degradations.push(...more.filter((one) => !known.has(JSON.stringify(one))));
  }

  /** Ends the run with the pictures that were bought, whatever stopped it. */
  finish(stoppedBy: BridgeError | null): Delivery {
    if (this.pictures.length === 0) {
      throw stoppedBy ?? this.allFailed();
    }
    if (this.missing > 0) {
      this.degraded([
        {
          field: 'count',
          asked: String(this.wanted),
          given: String(this.pictures.length),
          why: stoppedBy?.message ?? 'the other pictures failed with every provider',
        },
      ]);
    }
    return {
      pictures: this.pictures,
      attempts: this.attempts,
      degradations: this.degradations,
      cost: totalCost(this.attempts),
      stoppedBy,
    };
  }

  /** `stopped`, with the attempts made until then. */
  stopped(by: BridgeError): BridgeError {
    return new BridgeError({
      kind: by.kind,
      message: by.message,
      attempts: this.attempts,
      cause: by,
      ...(by.retryAfterMs === null ? {} : { retryAfterMs: by.retryAfterMs }),
    });
  }

  refused(error: ProviderError, why: string): BridgeError {
    return new BridgeError({
      kind: 'content_policy',
      message: `${withoutStop(error.message)} (${why}).`,
      attempts: this.attempts,
      cause: error,
    });
  }

  /** Paid candidates were left that could not be asked; `why` says so for people. */
  withheld(why: string): BridgeError {
    return new BridgeError({
      kind: 'all_failed',
      message: `${withoutStop(sentences(this.reasons()))} (${why}).`,
      attempts: this.attempts,
    });
  }

  private allFailed(): BridgeError {
    const many = this.plan.candidates.length;
    return new BridgeError({
      kind: 'all_failed',
      message: sentences([
        `${many === 1 ? 'The only provider' : `All ${many} providers`} failed`,
        ...this.reasons(),
      ]),
      attempts: this.attempts,
      // A retry makes sense as soon as the shortest pause has ended.
      ...(this.waits.length === 0 ? {} : { retryAfterMs: Math.min(...this.waits) }),
    });
  }

  private reasons(): string[] {
    return this.attempts.flatMap(({ provider, error, delivered }) =>
      delivered > 0 ? [] : [error?.message ?? `${provider} sent no picture`],
    );
  }
}

function attemptErrorOf(error: ProviderError): AttemptError {
  const { kind, message, status, setting } = error;
  return { kind, message, status, ...(setting === null ? {} : { setting }) };
}
