import type { ImageProvider } from '@fusionbridge/core';
import { SettingsError } from '@fusionbridge/settings';
import { Inject, Injectable } from '@nestjs/common';

/** An adapter that is several providers at once, as the settings say. */
export interface ProviderFamily {
  members(): ImageProvider[];
}

/** What the adapter classes become: providers, and families of them. */
export const ADAPTERS = Symbol('ADAPTERS');

/** Every provider the bridge knows, by its id. */
@Injectable()
export class ProviderRegistry {
  private readonly byId: ReadonlyMap<string, ImageProvider>;

  /** @throws SettingsError when two providers have one id */
  constructor(@Inject(ADAPTERS) adapters: readonly (ImageProvider | ProviderFamily)[]) {
    const providers = adapters.flatMap((one) => ('members' in one ? one.members() : [one]));
    this.byId = byIdOf(providers);
  }

  all(): ImageProvider[] {
    return [...this.byId.values()];
  }

  find(id: string): ImageProvider | null {
    return this.byId.get(id) ?? null;
  }

  /** Those that have what they need in the settings. */
  configured(): ImageProvider[] {
    return this.all().filter((provider) => provider.configured() === true);
  }
}

function byIdOf(providers: readonly ImageProvider[]): Map<string, ImageProvider> {
  const byId = new Map<string, ImageProvider>();
  for (const provider of providers) {
    if (byId.has(provider.id)) {
      throw new SettingsError([
        {
          file: 'config/models.json',
          key: 'upstreams',
          found: JSON.stringify(provider.id),
          allowed: 'a name that no other provider has',
        },
      ]);
    }
    byId.set(provider.id, provider);
  }
  return byId;
}
