import type { Model, ModelLink } from '@fusionbridge/core';
import type { ProviderRegistry } from '@fusionbridge/providers';

const SANDBOX: ModelLink = { provider: 'sandbox', vendorModel: 'scene', family: 'sandbox' };

/** Always there, so they do not show that somebody has set up anything. */
const EMBEDDED: ReadonlySet<string> = new Set([SANDBOX.provider, 'lanczos']);

/**
 * The providers of a model in their order. The sandbox stands in only where nothing real is configured at all: never as a
 * silent last resort.
 */
export function chainOf(model: Model, registry: ProviderRegistry): readonly ModelLink[] {
  const real = registry.configured().some((provider) => !EMBEDDED.has(provider.id));
  return real || model.chain.some((link) => link.provider === SANDBOX.provider)
    ? model.chain
    : [...model.chain, SANDBOX];
}
