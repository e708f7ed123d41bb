import { familyNamed, type ImageProvider, type Model, type ModelLink } from '@fusionbridge/core';

/**
 * The link with the model that it means. A link that names none means the one that the provider uses by itself: a
 * setting, the checkpoint that is loaded, a Space. Its family is that of the chain (or `other`) only until the name tells
 * another one: a setting may put an SDXL model into a chain of FLUX.
 */
export interface MeantLink extends ModelLink {
  /** The vendor's name of the model; empty if the vendor has no names, or does not tell. */
  readonly model: string;
}

export function withModelMeant(link: ModelLink, { family }: Model, provider: ImageProvider): MeantLink {
  if (link.vendorModel !== '') {
    return { ...link, model: link.vendorModel };
  }
  const model = provider.defaultModel?.() ?? '';
  const isOpen = link.family === family || link.family === 'other';
  return { ...link, model, family: (isOpen ? familyNamed(model) : null) ?? link.family };
}
