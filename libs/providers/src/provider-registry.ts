import type { ImageProvider } from '@fusionbridge/core';
import { SettingsError } from '@fusionbridge/settings';
import { Inject, Injectable } from '@nestjs/common';

/** An adapter that is several providers at once, as the settings say. */
export interface ProviderFamily {
  members(): ImageProvider[];
}

/** What the adapter classes become: providers, and families of them. */
export const ADAPTERS = Symbol('ADAPTERS');

/** Providers by their ids, as they were at one moment. */
export interface Providers {
  find(id: string): ImageProvider | null;
}

/** Every provider the bridge knows, by its id. */
@Injectable()
export class ProviderRegistry implements Providers {
  private byId: ReadonlyMap<string, ImageProvider>;
  private readonly listeners: ((id: string) => void)[] = [];

  /** @throws SettingsError when two providers have one id */
  constructor(@Inject(ADAPTERS) adapters: readonly (ImageProvider | ProviderFamily)[]) {
    this.byId = byIdOf(adapters.flatMap(membersOf));
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

  /** The providers of this moment: a run keeps to them while the settings are replaced. */
  snapshot(): Providers {
    const { byId } = this;
    return { find: (id) => byId.get(id) ?? null };
  }

  /** Puts providers in the place of those of the same ids. */
  replace(providers: readonly ImageProvider[]): void {
    this.byId = new Map([...this.byId, ...providers.map((one) => [one.id, one] as const)]);
    providers.forEach(({ id }) => this.listeners.forEach((listener) => listener(id)));
  }

  /** Calls `listener` with the id of each provider that was replaced. */
  onReplaced(listener: (id: string) => void): void {
    this.listeners.push(listener);
  }
}

/** The providers that an adapter is. */
export function membersOf(adapter: ImageProvider | ProviderFamily): ImageProvider[] {
  return 'members' in adapter ? adapter.members() : [adapter];
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
