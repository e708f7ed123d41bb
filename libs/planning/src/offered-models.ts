import type { Model } from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { chainOf } from './chain.js';

/** The public models that clients are shown to choose from. */
@Injectable()
export class OfferedModels {
  constructor(
    private readonly settings: Settings,
    private readonly registry: ProviderRegistry,
  ) {}

  /** Those with a configured provider, and the default model in any case: clients expect what is set to be in the list. */
  list(): Model[] {
    const { painting, defaultModel } = this.settings.models;
    return painting.filter((model) => model.id === defaultModel.id || this.canBeHad(model));
  }

  private canBeHad(model: Model): boolean {
    return chainOf(model, this.registry).some(
      ({ provider }) => this.registry.find(provider)?.configured() === true,
    );
  }
}
