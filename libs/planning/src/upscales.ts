import type { Degradation, ImageRequest, Model, ModelLink, ProviderCapabilities } from '@fusionbridge/core';
import type { LoraSelector } from '@fusionbridge/loras';

/**
 * An upscale generates nothing, so no LoRAs are added automatically and requested ones are dropped.
 * @returns null for every other operation
 */
export function enlargedOnly({ operation, loras }: ImageRequest): ReturnType<LoraSelector['select']> | null {
  if (operation !== 'upscale') {
    return null;
  }
  const degradations = loras.map(({ name, weight }) => ({
    field: 'loras',
    asked: `${name}:${weight}`,
    given: 'dropped',
    why: 'a picture is enlarged without LoRAs',
  }));
  return { loras: [], degradations, matches: [] };
}

/** Reports a degradation if a chain of upscalers ends with one that has no model. */
export function resampled(
  model: Model,
  link: ModelLink,
  { resampling = false }: ProviderCapabilities,
): Degradation[] {
  if (!resampling || model.chain.every(({ provider }) => provider === link.provider)) {
    return [];
  }
  const why = 'resampling adds no detail; it is what is left when no upscaling model can be asked';
  return [{ field: 'upscaler', asked: `a model of '${model.id}'`, given: link.provider, why }];
}
