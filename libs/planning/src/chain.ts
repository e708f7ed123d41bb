import type { Model, ModelLink, ProviderCapabilities } from '@fusionbridge/core';
import type { ProviderRegistry } from '@fusionbridge/providers';

/**
 * The providers of a model in order. An embedded provider is used only if no other provider is configured at all, never
 * as a silent last resort.
 */
export function chainOf(model: Model, registry: ProviderRegistry): readonly ModelLink[] {
  const isReal = registry.configured().some((provider) => generallyOf(provider).embedded !== true);
  const standIn = isReal ? null : standInOf(registry);
  return standIn === null || model.chain.some((link) => link.provider === standIn.provider)
    ? model.chain
    : [...model.chain, standIn];
}

function standInOf(registry: ProviderRegistry): ModelLink | null {
  const links = registry.configured().flatMap((provider) => {
    const { standIn } = generallyOf(provider);
    return standIn === undefined ? [] : [{ provider: provider.id, ...standIn }];
  });
  return links[0] ?? null;
}

/** These properties of a provider do not depend on its model. */
function generallyOf(provider: {
  capabilities(model: string): ProviderCapabilities;
}): Pick<ProviderCapabilities, 'embedded' | 'standIn'> {
  return provider.capabilities('');
}
