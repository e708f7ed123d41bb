import type { ImageProvider } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { VendorHttp } from '@fusionbridge/http';
import type { ProviderFamily } from '../provider-registry.js';
import { ABOUT } from './about.js';
import { PixelDojoEnv } from './pixeldojo.env.js';
import { PixelDojoJobsProvider } from './pixeldojo-jobs.provider.js';
import { PixelDojoLegacyProvider } from './pixeldojo-legacy.provider.js';

/** Pixel Dojo by one of its two APIs, as the settings choose. */
@Injectable()
export class PixelDojoApis implements ProviderFamily {
  static readonly about = ABOUT;

  constructor(
    private readonly settings: Settings,
    private readonly http: VendorHttp,
  ) {}

  members(): [ImageProvider] {
    const env = this.settings.section(PixelDojoEnv);
    return [
      env.PIXELDOJO_LEGACY_API
        ? new PixelDojoLegacyProvider(env, this.http)
        : new PixelDojoJobsProvider(env, this.http),
    ];
  }
}
