import type { ImageProvider } from '@fusionbridge/core';
import { CurrentSettings, Settings } from '@fusionbridge/settings';
import { Inject, Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { membersOf, type ProviderFamily, ProviderRegistry } from './provider-registry.js';

/** What an adapter is built by. */
export type AdapterType = Type<ImageProvider | ProviderFamily>;

/** The classes of all adapters. */
export const ADAPTER_TYPES = Symbol('ADAPTER_TYPES');

/** Builds a provider anew when the settings that it reads are replaced. */
@Injectable()
export class ProviderRenewal implements OnModuleInit {
  constructor(
    @Inject(ADAPTER_TYPES) private readonly types: readonly AdapterType[],
    private readonly current: CurrentSettings,
    private readonly registry: ProviderRegistry,
    private readonly modules: ModuleRef,
  ) {}

  onModuleInit(): void {
    this.current.follow((next) => {
      const renewed = this.types.flatMap((type) => this.renewed(type, next));
      return () => this.registry.replace(renewed);
    });
  }

  /** Empty if nothing changes for the adapter: what it remembers about its vendor stays. @throws SettingsError */
  private renewed(type: AdapterType, next: Settings): ImageProvider[] {
    const own = next.reader();
    const members = membersOf(this.built(type, own));
    return own.readsSame(this.current.now) ? [] : members;
  }

  /** As Nest builds it, but with these settings. */
  private built(type: AdapterType, settings: Settings): ImageProvider | ProviderFamily {
    const needs: unknown = Reflect.getMetadata('design:paramtypes', type);
    const dependencies = Array.isArray(needs) ? needs.filter(isType) : [];
    const built = dependencies.map((need) =>
      need === Settings ? settings : this.modules.get(need, { strict: false }),
    );
    return new type(...built);
  }
}

function isType(value: unknown): value is Type<unknown> {
  return typeof value === 'function';
}
