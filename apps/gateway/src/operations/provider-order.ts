import { newImageRequest } from '@fusionbridge/core';
import { JobPlans } from '@fusionbridge/jobs';
import { Inventories, ProviderRegistry } from '@fusionbridge/providers';
import { Injectable } from '@nestjs/common';
import type { ProviderStatus } from './operations.dto.js';
import { ProviderHealth } from './provider-health.js';

/** The providers, their configuration and the order in which they are called. */
@Injectable()
export class ProviderOrder {
  constructor(
    private readonly registry: ProviderRegistry,
    private readonly plans: JobPlans,
    private readonly health: ProviderHealth,
    private readonly inventories: Inventories,
  ) {}

  /** Providers for a plain picture of the default model, in order; empty if none is available. */
  async ids(): Promise<string[]> {
    try {
      const { candidates } = await this.plans.plan(newImageRequest({ prompt: 'a picture' }));
      return candidates.map((candidate) => candidate.provider);
    } catch {
      return [];
    }
  }

  /** Every provider with its configuration state and statistics. */
  details(): ProviderStatus[] {
    return this.registry.all().map((provider) => {
      const configured = provider.configured();
      return {
        id: provider.id,
        configured: configured === true,
        message: configured === true ? 'configured' : configured,
        hints: configured === true ? [...(provider.hints?.() ?? [])] : [],
        models: this.health.modelsOf(provider.id),
      };
    });
  }

  /** Clears statistics and caches of all providers. */
  forget(): void {
    this.health.forget();
    this.inventories.forget();
    for (const provider of this.registry.all()) {
      provider.forget?.();
    }
  }
}
