import {
  type Attempt,
  type BridgeError,
  type Candidate,
  type Degradation,
  deliveredRequest,
  type ImageProvider,
  type ProviderError,
  type ProviderImages,
  servedInstead,
  type VendorRequest,
} from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { asProviderError, type Call, deliveredPicture, shortOf, surplusOf } from './call.js';
import type { DeliveredPicture, RunContext } from './delivery.js';
import { HealthBoard } from './health/health-board.js';
import { order, pickUp } from './ordering.js';
import { pauseOver } from './pauses.js';
import { PictureCheck } from './picture-check.js';
import type { Run } from './run.js';

const WIDEST_SEED = 32;

/** A call that is counted in its vendor's health record. */
interface Begun {
  readonly call: Call;
  /** Call at its end. */
  readonly ended: ReturnType<HealthBoard['begin']>;
  /** Source of its pictures: a new order, or a task that is looked up. */
  readonly source: () => Promise<ProviderImages>;
}

/** Makes one call to one candidate, checks what came, and writes it down. */
@Injectable()
export class AttemptRunner {
  constructor(
    private readonly check: PictureCheck,
    private readonly health: HealthBoard,
  ) {}

  /** Waits for a short pause where everybody wants one. See `pauseOver`. */
  ready(waiting: Candidate[], context: RunContext): Promise<BridgeError | null> {
    return pauseOver(waiting, context, this.health);
  }

  /**
   * Orders the missing pictures, once.
   * @returns null on success, else the error that ended it; the attempt is recorded either way
   */
  async attempt(
    provider: ImageProvider,
    candidate: Candidate,
    run: Run,
    context: RunContext,
  ): Promise<ProviderError | null> {
    // Before it is recorded: requests routed in the meantime must see that the vendor is busy.
    const ended = this.health.begin(candidate);
    const request = run.callFor(candidate, callLimitsOf(provider, candidate));
    const call = { provider, candidate, request, attempt: await run.begin(candidate, request.count) };
    return this.conclude({ call, ended, source: () => order(call, run, context) }, run, context);
  }

  /** Fetches from the vendor what an attempt of a previous run bought. Returns as `attempt` does. */
  async pickUp(
    provider: ImageProvider,
    former: { readonly attempt: Attempt; readonly taskId: string; readonly candidate: Candidate },
    run: Run,
    context: RunContext,
  ): Promise<ProviderError | null> {
    const { attempt, taskId, candidate } = former;
    const request: VendorRequest = {
      ...run.callFor(candidate, { ...callLimitsOf(provider, candidate), most: attempt.count }),
      count: attempt.count,
    };
    const call = { provider, candidate, request, attempt };
    const ended = this.health.begin(candidate);
    return this.conclude({ call, ended, source: () => pickUp(call, taskId, run, context) }, run, context);
  }

  private async conclude(
    { call, ended, source }: Begun,
    run: Run,
    context: RunContext,
  ): Promise<ProviderError | null> {
    let images: ProviderImages | null = null;
    try {
      images = await source();
      const request = deliveredRequest(call.request, images);
      const { good, bad, degradations } = await this.sorted(images, { ...call, request }, context);
      if (bad !== null && good.length === 0) {
        throw bad;
      }
      await run.delivered(call.attempt, good, images);
      run.degraded([
        ...call.candidate.degradations,
        ...images.degradations,
        ...servedInstead(namedModel(call.candidate), images.servedModel),
        ...degradations,
        ...surplusOf(call, images.pictures.length),
      ]);
      ended(null, images.cost?.usd ?? null);
      return bad ?? shortOf(call, good.length);
    } catch (error) {
      const failure = asProviderError(error, call, context.signal);
      ended(failure, images?.cost?.usd ?? null);
      await run.failed(call.attempt, failure, images?.cost ?? null);
      return failure;
    }
  }

  /** Keeps the valid pictures: one bad picture of four must not lose the other three. */
  private async sorted(
    images: ProviderImages,
    call: Call,
    context: RunContext,
  ): Promise<{ good: DeliveredPicture[]; bad: ProviderError | null; degradations: Degradation[] }> {
    const good: DeliveredPicture[] = [];
    const degradations: Degradation[] = [];
    let bad: ProviderError | null = null;
    for (const [index, delivered] of images.pictures.entries()) {
      if (good.length === call.request.count) {
        break;
      }
      try {
        await context.slot.enter();
        const checked = await this.check.check(delivered, {
          provider: call.provider.id,
          capabilities: call.provider.capabilities(call.candidate.vendorModel),
          signal: context.signal,
        });
        good.push(deliveredPicture(checked.picture, delivered.seed, index, call));
        degradations.push(...checked.degradations);
      } catch (error) {
        bad = asProviderError(error, call, context.signal);
      }
    }
    return { good, bad: bad ?? (good.length === 0 ? shortOf(call, 0) : null), degradations };
  }
}

/** What the vendor takes; fewer pictures where the plan has more calls than that would need. */
function callLimitsOf(
  provider: ImageProvider,
  { vendorModel, request, calls }: Candidate,
): { most: number; seedBits: number } {
  const { maxCount, seed } = provider.capabilities(vendorModel);
  return {
    most: calls > Math.ceil(request.count / maxCount) ? Math.ceil(request.count / calls) : maxCount,
    seedBits: seed ?? WIDEST_SEED,
  };
}

/** The model as the vendor calls it; empty where neither the client nor the chain names one. */
function namedModel({ vendorModel, presumesModel = false }: Candidate): string {
  return presumesModel ? '' : vendorModel;
}
