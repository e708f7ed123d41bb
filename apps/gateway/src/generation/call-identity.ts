import { createHash } from 'node:crypto';
import type { CallNames } from '@fusionbridge/jobs';
import type { Request } from 'express';
import { bodyDigestOf } from '../bodies/index.js';
import { earlierFingerprints } from './earlier-fingerprints.js';

/** Identifies a call and its relation to earlier ones. */
export interface CallIdentity extends CallNames {
  /** Time in milliseconds that the job waits for a disconnected client to retry. */
  readonly graceMs: number;
}

/**
 * The version of the identities below. They are stored and looked up after an upgrade: any change to how they are built
 * must increment it, and add the former values to `earlierFingerprints`.
 */
const VERSION = 'v4';

const SDK_GRACE_MS = 10_000;

/**
 * Identifies a call by its route and body. OpenAI's SDKs number their retries in a header and send no key of their own;
 * others send `Idempotency-Key`. Both join the job that the first call started, instead of paying for its picture again
 * (contracts/clients.md §4.3). Clients that send neither join it if the response to the first call was lost.
 * @param parent The picture that is repeated
 */
export async function callIdentityOf(request: Request, parent: string | null = null): Promise<CallIdentity> {
  const call = `${VERSION}:${hashOf(request.path, await bodyDigestOf(request))}`;
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && key !== '') {
    return {
      call,
      fingerprint: `${VERSION}:key:${hashOf(key)}`,
      earlierFingerprints: await earlierFingerprints(request, key, parent),
      joins: true,
      graceMs: SDK_GRACE_MS,
    };
  }
  const retry = request.headers['x-stainless-retry-count'];
  if (typeof retry !== 'string') {
    return { call, fingerprint: null, earlierFingerprints: [], joins: false, graceMs: 0 };
  }
  return {
    call,
    fingerprint: `${VERSION}:sdk:${call}`,
    earlierFingerprints: await earlierFingerprints(request, null, parent),
    joins: Number(retry) > 0,
    graceMs: SDK_GRACE_MS,
  };
}

/** The identity of one job of a call that starts several, the `index`-th. */
export function partOfCall(identity: CallIdentity, index: number): CallIdentity {
  if (index === 0) {
    return identity;
  }
  const { call, fingerprint } = identity;
  return {
    ...identity,
    call: `${call}#${index}`,
    fingerprint: fingerprint === null ? null : `${fingerprint}#${index}`,
    earlierFingerprints: [],
  };
}

function hashOf(...texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('hex');
}
