import { join } from 'node:path';
import { Child } from './child.js';
import { type LoadOrder, type LoadResult, parseLoadResult } from './load-order.js';
import { PAYLOADS, type PayloadName } from './payload.js';
import type { RunningTarget, WireRequest } from './target.js';

/** Base64 of nearly the whole picture: less is an error that came as 200. */
const LEAST_BODY_BYTES: Record<PayloadName, number> = {
  [PAYLOADS[0]]: 500,
  [PAYLOADS[1]]: 200_000,
  [PAYLOADS[2]]: 1_900_000,
};

interface Load {
  readonly payload: PayloadName;
  readonly connections: number;
  /** Null: one request on each connection. */
  readonly seconds: number | null;
}

/**
 * Sends requests from a process of its own.
 * @throws Error when any of them failed: a figure that leaves failures out would flatter
 */
export async function load(target: RunningTarget, request: WireRequest, wanted: Load): Promise<LoadResult> {
  const order: LoadOrder = {
    ...request,
    port: target.port,
    connections: wanted.connections,
    seconds: wanted.seconds,
    leastBodyBytes: LEAST_BODY_BYTES[wanted.payload],
  };
  const child = new Child([join(import.meta.dirname, 'load.process.mjs'), JSON.stringify(order)], {
    core: 'surroundings',
  });
  const result = parseLoadResult(await child.result());
  if (result.errors > 0) {
    throw new Error(
      `${result.errors} requests to ${request.path} failed, the first with ${result.firstError ?? 'no answer'}.`,
    );
  }
  return result;
}
