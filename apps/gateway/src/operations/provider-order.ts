import { newImageRequest } from '@fusionbridge/core';
import { Planner } from '@fusionbridge/planning';
import { ProviderRegistry } from '@fusionbridge/providers';
import { Injectable } from '@nestjs/common';
import type { ProviderStatus } from './operations.dto.js';

/** Who paints: what each provider is missing, and in which order they are asked. */
@Injectable()
export class ProviderOrder {
  constructor(
    private readonly registry: ProviderRegistry,
    private readonly planner: Planner,
  ) {}

  /** Who would be asked for a plain picture of the default model, first to last; empty where nobody can. */
  async ids(): Promise<string[]> {
    try {
      const { candidates } = await this.planner.plan(newImageRequest({ prompt: 'a picture' }));
      return candidates.map((candidate) => candidate.provider);
    } catch {
      return [];
    }
  }

  /** Every provider, with what is missing where it is not configured. */
  details(): ProviderStatus[] {
    return this.registry.all().map((provider) => {
      const configured = provider.configured();
      return configured === true
        ? { id: provider.id, configured, message: 'configured' }
        : { id: provider.id, configured: false, message: configured };
    });
  }

  /** Forgets what was remembered about each. */
  forget(): void {
    for (const provider of this.registry.all()) {
      provider.forget?.();
    }
  }
}
