import { setTimeout as wait } from 'node:timers/promises';
import {
  type AttemptContext,
  ProviderError,
  type ProviderImages,
  type Submission,
  type VendorCall,
} from '@fusionbridge/core';
import { type Call, stopped, unwritten } from './call.js';
import type { RunContext } from './delivery.js';
import type { Run } from './run.js';

/** Look-ups of one task that may fail in a row before it is given up. */
const LOOK_UPS = 5;
const FIRST_PAUSE_MS = 500;

/** Sends the order of a call, once, and gets what the vendor makes of it. */
export async function order(call: Call, run: Run, context: RunContext): Promise<ProviderImages> {
  if (context.signal.aborted) {
    throw stopped(call, 'not_sent');
  }
  const ours = attemptContext(call, run, context);
  const vendorCall =
    context.takeCall?.(call.request, call.provider) ??
    call.provider.translate(call.request, call.candidate.vendorModel);
  const submission = await submitted(call, run, { vendorCall, context: ours });
  if (submission.kind === 'images') {
    return submission.images;
  }
  // The order is placed: losing its picture over a failed write would be worse than losing its number.
  await noted(call, submission.taskId, run).catch((error: unknown) => context.log(String(error)));
  return followToTheEnd(call, submission.taskId, ours);
}

/** An order that got its id before it was sent, and no answer, is a task to look up: asking costs nothing. */
async function submitted(
  call: Call,
  run: Run,
  { vendorCall, context }: { readonly vendorCall: VendorCall; readonly context: AttemptContext },
): Promise<Submission> {
  try {
    return await vendorCall.submit(context);
  } catch (error) {
    const { taskId } = run.latest(call.attempt);
    if (taskId === null || !isUnsettled(error, call) || context.signal.aborted) {
      throw error;
    }
    context.log(`${error.message}; its task ${taskId} is looked up`);
    return { kind: 'task', taskId };
  }
}

/** Gets what became of an order that was placed by a former run of the bridge. */
export async function pickUp(
  call: Call,
  taskId: string,
  run: Run,
  context: RunContext,
): Promise<ProviderImages> {
  return followToTheEnd(call, taskId, attemptContext(call, run, context));
}

/** Asking again about a task costs nothing, so a broken connection does not end it. */
async function followToTheEnd(call: Call, taskId: string, context: AttemptContext): Promise<ProviderImages> {
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

function attemptContext(call: Call, run: Run, context: RunContext): AttemptContext {
  return {
    signal: context.signal,
    beforePictures: () => context.slot.enter(),
    onProgress: (progress) => context.onProgress(progress),
    log: (message) => context.log(message),
    onTask: (taskId) =>
      noted(call, taskId, run).catch((error: unknown) => {
        throw unwritten(call, error);
      }),
  };
}

async function noted(call: Call, taskId: string, run: Run): Promise<void> {
  const latest = run.latest(call.attempt);
  if (latest.taskId !== taskId) {
    await run.write({ ...latest, taskId });
  }
}

/** The connection to a running task broke; the task itself may be well. */
function isInterruption(error: unknown): error is ProviderError {
  return (
    error instanceof ProviderError &&
    error.outcome === 'unknown' &&
    (error.kind === 'unavailable' || error.kind === 'timeout')
  );
}

/** Sent, and no answer about it: nobody knows whether the vendor has the order. */
function isUnsettled(error: unknown, { provider }: Call): error is ProviderError {
  return error instanceof ProviderError && error.outcome === 'unknown' && provider.follow !== undefined;
}
