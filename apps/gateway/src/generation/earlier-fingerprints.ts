import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { bodyDigestOf, digestOf, rawBodyOf } from '../bodies/index.js';

/**
 * What earlier versions wrote down for the call, newest form first. Clients repeat their calls while the bridge is
 * upgraded, and a record that is not found again is bought again. A change of `callIdentityOf` adds its former values
 * here; a form may go once no record of it can be 15 minutes old.
 * @param key The client's `Idempotency-Key`; null where its SDK numbers the retries
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
