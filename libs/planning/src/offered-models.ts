import type { Model, ModelLink } from '@fusionbridge/core';
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

  /** Those with a configured provider, and always the default model: clients expect the selected model in the list. */
  list(): Model[] {
    const { painting, defaultModel } = this.settings.models;
    return painting.filter((model) => model.id === defaultModel.id || this.canBeHad(model));
  }

  /** Models for enlarging pictures, of a configured provider that has one; plain resampling does not count. */
  upscalers(): Model[] {
    return this.settings.models.all.filter(
      ({ family, chain }) => family === 'upscaler' && chain.some((link) => this.hasUpscaler(link)),
    );
  }

  private canBeHad(model: Model): boolean {
    return chainOf(model, this.registry).some(
      ({ provider }) => this.registry.find(provider)?.configured() === true,
    );
  }

  private hasUpscaler({ provider: id, vendorModel }: ModelLink): boolean {
    const provider = this.registry.find(id);
    return provider?.configured() === true && provider.capabilities(vendorModel).resampling !== true;
  }
}
