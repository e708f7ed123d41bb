import { closeSync, openSync } from 'node:fs';
import {
  type Attempt,
  type Candidate,
  type Degradation,
  type ImageProvider,
  type VendorRequest,
  type Picture,
  ProviderError,
} from '@fusionbridge/core';
import type { DeliveredPicture } from './delivery.js';

/** One call to one candidate. */
export interface Call {
  readonly provider: ImageProvider;
  readonly candidate: Candidate;
  readonly request: VendorRequest;
  readonly attempt: Attempt;
}

/** A checked picture of the call, the `index`-th of it. */
export function deliveredPicture(
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

/** Set if the vendor delivered fewer pictures than requested, else null. */
export function shortOf(call: Call, came: number): ProviderError | null {
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

/** Any other error of an adapter is a bug of ours: it is reported as such, and nothing is bought again. */
export function asProviderError(error: unknown, call: Call, signal: AbortSignal): ProviderError {
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
    message: `${call.provider.id} could not be used: ${reasonOf(error)}`,
    cause: error,
  });
}

/** Without a free file descriptor Node cannot open a module and reports it as not found. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const isMissing = 'code' in error && String(error.code).endsWith('MODULE_NOT_FOUND');
  return isMissing && !canOpenFiles()
    ? 'too many files and connections are open at once (ulimit -n)'
    : error.message;
}

function canOpenFiles(): boolean {
  try {
    closeSync(openSync(process.execPath, 'r'));
    return true;
  } catch {
    return false;
  }
}

export function stopped(call: Call, outcome: 'not_sent' | 'unknown'): ProviderError {
  return new ProviderError({
    provider: call.provider.id,
    kind: 'cancelled',
    outcome,
    message: `${call.provider.id} was stopped`,
  });
}

/** An order with a client-chosen id was not sent, because the id could not be stored. See `cause`. */
export function unwritten({ provider: { id } }: Call, cause: unknown): ProviderError {
  return new ProviderError({
    provider: id,
    kind: 'cancelled',
    outcome: 'not_sent',
    message: `${id} was not asked: the bridge could not write its order down`,
    cause,
  });
}

/** Some vendors always return several pictures (the gallery of a Space): those beyond the count are ignored. */
export function surplusOf({ provider, request: { count } }: Call, came: number): Degradation[] {
  const given = `the first ${count} of ${came}`;
  const why = `${provider.id} painted more than were asked for`;
  return came <= count ? [] : [{ field: 'count', asked: String(count), given, why }];
}
