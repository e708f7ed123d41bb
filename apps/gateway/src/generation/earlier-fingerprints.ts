import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { bodyDigestOf, digestOf, rawBodyOf } from '../bodies/index.js';

/**
 * The identities that earlier versions stored for the call, newest form first. Clients retry while the bridge is
 * upgraded, and a call whose record is not found is paid for again. A change of `callIdentityOf` must add its former
 * values here; a form can be removed once no record of it can be less than 15 minutes old.
 * @param key The client's `Idempotency-Key`; null if its SDK numbers the retries
 * @param parent The picture that is repeated
 */
export async function earlierFingerprints(
  request: Request,
  key: string | null,
  parent: string | null,
): Promise<string[]> {
  const body = await bodyDigestOf(request);
  const withPath = `${request.path} ${body}`;
  if (key === null) {
    return named([`sdk:${withPath}`, `sdk:${body}`], parent);
  }
  const raw = await digestOf([rawBodyOf(request) ?? '', `\n${key}`]);
  return named([`key:${hashOf(withPath, key)}`, `key:${hashOf(body, key)}`, `key:${raw}`], parent);
}

function hashOf(digest: string, key: string): string {
  return createHash('sha256').update(`${digest}\n${key}`).digest('hex');
}

function named(fingerprints: readonly string[], parent: string | null): string[] {
  return fingerprints.map((one) => (parent === null ? one : `${one}:${parent}`));
}
