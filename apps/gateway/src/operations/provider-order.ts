import { newImageRequest } from '@fusionbridge/core';
import { JobPlans } from '@fusionbridge/jobs';
import { ProviderRegistry } from '@fusionbridge/providers';
import { Injectable } from '@nestjs/common';
import type { ProviderStatus } from './operations.dto.js';
import { ProviderHealth } from './provider-health.js';

/** Who paints: what each provider is missing, and in which order they are asked. */
@Injectable()
export class ProviderOrder {
  constructor(
    private readonly registry: ProviderRegistry,
    private readonly plans: JobPlans,
    private readonly health: ProviderHealth,
  ) {}

  /** Who would be asked for a plain picture of the default model, first to last; empty where nobody can. */
  async ids(): Promise<string[]> {
    try {
      const { candidates } = await this.plans.plan(newImageRequest({ prompt: 'a picture' }));
      return candidates.map((candidate) => candidate.provider);
    } catch {
      return [];
    }
  }

  /** Every provider, with what is missing where it is not configured, and how it does. */
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

  /** Forgets what was remembered about each. */
  forget(): void {
    this.health.forget();
    for (const provider of this.registry.all()) {
      provider.forget?.();
    }
  }
}
