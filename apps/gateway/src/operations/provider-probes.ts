import type { ImageProvider, ProbeResult } from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { Injectable } from '@nestjs/common';

const PROBE_MS = 5000;

/** A provider, whether it is configured, and what a free probe of it found. */
export interface ProbedProvider extends ProbeResult {
  readonly id: string;
  readonly configured: boolean;
}

/** Asks every configured provider whether it can be reached. Costs nothing; takes 5 s at most. */
@Injectable()
export class ProviderProbes {
  constructor(private readonly registry: ProviderRegistry) {}

  /** In the order of the registry. A provider whose probe fails is unreachable, with the failure as its message. */
  async all(): Promise<ProbedProvider[]> {
    return Promise.all(this.registry.all().map(probed));
  }
}

async function probed(provider: ImageProvider): Promise<ProbedProvider> {
  const configured = provider.configured();
  const known = { id: provider.id, configured: configured === true };
  if (configured !== true) {
    return { ...known, reachable: false, message: configured };
  }
  try {
    return { ...known, ...(await provider.probe(AbortSignal.timeout(PROBE_MS))) };
  } catch (error) {
    return { ...known, reachable: false, message: error instanceof Error ? error.message : 'did not answer' };
  }
}
