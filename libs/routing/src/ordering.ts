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

/** Consecutive failed look-ups of a task before giving up. */
const LOOK_UPS = 5;
const FIRST_PAUSE_MS = 500;

/** Sends the order of a call, once, and waits for the result. */
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
  // The order has been placed: losing its picture because of a failed write would be worse than losing its id.
  await noted(call, submission.taskId, run).catch((error: unknown) => context.log(String(error)));
  return followToTheEnd(call, submission.taskId, ours);
}

/** An order that had an id before it was sent, but got no response, can be looked up free of charge. */
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

/** Fetches the result of an order that a previous run of the bridge placed. */
export async function pickUp(
  call: Call,
  taskId: string,
  run: Run,
  context: RunContext,
): Promise<ProviderImages> {
  return followToTheEnd(call, taskId, attemptContext(call, run, context));
}

/** Polling a task is free, so a broken connection does not end it. */
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

/** The connection to a running task broke; the task itself may be fine. */
function isInterruption(error: unknown): error is ProviderError {
  return (
    error instanceof ProviderError &&
    error.outcome === 'unknown' &&
    (error.kind === 'unavailable' || error.kind === 'timeout')
  );
}

/** Sent, but no response arrived: it is unknown whether the vendor accepted the order. */
function isUnsettled(error: unknown, { provider }: Call): error is ProviderError {
  return error instanceof ProviderError && error.outcome === 'unknown' && provider.follow !== undefined;
}
