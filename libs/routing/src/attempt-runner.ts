import { setTimeout as wait } from 'node:timers/promises';
import {
  type Attempt,
  type AttemptContext,
  type Candidate,
  type ImageProvider,
  type ImageRequest,
  type Picture,
  ProviderError,
  type ProviderImages,
} from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import type { DeliveredPicture, RunContext } from './delivery.js';
import { PictureCheck } from './picture-check.js';
import type { Run } from './run.js';

/** Look-ups of one task that may fail in a row before it is given up. */
const LOOK_UPS = 5;
const FIRST_PAUSE_MS = 500;

/** One call to one candidate. */
interface Call {
  readonly provider: ImageProvider;
  readonly candidate: Candidate;
  readonly request: ImageRequest;
  readonly attempt: Attempt;
}

/** Sends one call, follows its task to the end, and checks what came. */
@Injectable()
export class AttemptRunner {
  constructor(private readonly check: PictureCheck) {}

  /**
   * @returns null when it went well, else the error that ended it; the attempt is written down either way
   * @throws whatever the signal carries, when it aborted
   */
  async attempt(
    provider: ImageProvider,
    candidate: Candidate,
    run: Run,
    context: RunContext,
  ): Promise<ProviderError | null> {
    const capabilities = provider.capabilities(candidate.vendorModel);
    const request = run.callFor(candidate, capabilities.maxCount);
    const call: Call = { provider, candidate, request, attempt: await run.begin(candidate, request.count) };
    let images: ProviderImages | null = null;
    try {
      images = await this.ask(call, run, context);
      const { good, bad } = await this.sorted(images, call, context);
      if (bad !== null && good.length === 0) {
        throw bad;
      }
      await run.delivered(call.attempt, good, images.cost);
      run.degraded([...candidate.degradations, ...images.degradations]);
      return bad ?? shortOf(call, good.length);
    } catch (error) {
      const failure = asProviderError(error, call, context.signal);
      await run.failed(call.attempt, failure, images?.cost ?? null);
      return failure;
    }
  }

  private async ask(call: Call, run: Run, context: RunContext): Promise<ProviderImages> {
    if (context.signal.aborted) {
      throw stopped(call, 'not_sent');
    }
    const ours = attemptContext(call, run, context);
    const adapted = call.provider.adapt(call.request, call.candidate.vendorModel);
    const submission = await adapted.submit(ours);
    if (submission.kind === 'images') {
      return submission.images;
    }
    await ours.onTask(submission.taskId);
    return this.followToTheEnd(call, submission.taskId, ours);
  }

  /** Asking again about a task costs nothing, so a broken connection does not end it. */
  private async followToTheEnd(call: Call, taskId: string, context: AttemptContext): Promise<ProviderImages> {
    const { provider } = call;
    if (provider.follow === undefined) {
      throw new Error(`${provider.id} gave a task to follow but cannot follow tasks`);
    }
    for (let failures = 1; ; failures += 1) {
      try {
        return await provider.follow(taskId, context);
      } catch (error) {
        if (!isInterruption(error) || failures === LOOK_UPS) {
          throw error;
        }
        context.log(`${provider.id} task ${taskId} is looked up again: ${error.message}`);
        await wait(FIRST_PAUSE_MS * 2 ** (failures - 1), undefined, { signal: context.signal });
      }
    }
  }

  /** Keeps the good ones: one bad picture of four does not lose the other three. */
  private async sorted(
    images: ProviderImages,
    call: Call,
    context: RunContext,
  ): Promise<{ good: DeliveredPicture[]; bad: ProviderError | null }> {
    const good: DeliveredPicture[] = [];
    let bad: ProviderError | null = null;
    for (const [index, delivered] of images.pictures.entries()) {
      try {
        await context.slot.enter();
        const picture = await this.check.check(delivered, {
          provider: call.provider.id,
          capabilities: call.provider.capabilities(call.candidate.vendorModel),
          signal: context.signal,
        });
        good.push(deliveredPicture(picture, delivered.seed, index, call));
      } catch (error) {
        bad = asProviderError(error, call, context.signal);
      }
    }
    return { good, bad: bad ?? (good.length === 0 ? shortOf(call, 0) : null) };
  }
}

function deliveredPicture(
  picture: Picture,
  seed: number | null,
  index: number,
  call: Call,
): DeliveredPicture {
  return {
    picture,
    seed: seed ?? (call.request.seed ?? -1) + (call.request.seed === null ? 0 : index),
    provider: call.provider.id,
    vendorModel: call.candidate.vendorModel,
    request: call.request,
  };
}

function attemptContext(call: Call, run: Run, context: RunContext): AttemptContext {
  return {
    signal: context.signal,
    beforePictures: () => context.slot.enter(),
    onProgress: (progress) => context.onProgress(progress),
    log: (message) => context.log(message),
    onTask: async (taskId) => {
      const latest = run.latest(call.attempt);
      if (latest.taskId !== taskId) {
        await run.write({ ...latest, taskId });
      }
    },
  };
}

/** The connection to a running task broke; the task itself may be well. */
function isInterruption(error: unknown): error is ProviderError {
  return (
    error instanceof ProviderError &&
    error.outcome === 'unknown' &&
    (error.kind === 'unavailable' || error.kind === 'timeout')
  );
}

function shortOf(call: Call, came: number): ProviderError | null {
  if (came >= call.request.count) {
    return null;
  }
  return new ProviderError({
    provider: call.provider.id,
    kind: 'bad_response',
    outcome: 'accepted',
    message: `${call.provider.id} sent ${came} of ${call.request.count} pictures`,
  });
}

/** Anything an adapter lets slip is ours: it is reported as such, and never bought again. */
function asProviderError(error: unknown, call: Call, signal: AbortSignal): ProviderError {
  if (error instanceof ProviderError) {
    return error;
  }
  if (signal.aborted) {
    return stopped(call, 'unknown');
  }
  return new ProviderError({
    provider: call.provider.id,
    kind: 'bad_response',
    outcome: 'unknown',
    message: `${call.provider.id} could not be used: ${error instanceof Error ? error.message : String(error)}`,
    cause: error,
  });
}

function stopped(call: Call, outcome: 'not_sent' | 'unknown'): ProviderError {
  return new ProviderError({
    provider: call.provider.id,
    kind: 'cancelled',
    outcome,
    message: `${call.provider.id} was stopped`,
  });
}
