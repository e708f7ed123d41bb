import type { ImageProvider } from '@fusionbridge/core';
import { ImageProcessor, MediaEnv } from '@fusionbridge/media';
import { Settings, type UpstreamEntry } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { VendorHttp } from '@fusionbridge/http';
import type { ProviderFamily } from '../provider-registry.js';
import { ABOUT } from './about.js';
import { OpenAiCompatibleEnv } from './openai-compatible.env.js';
import { OpenAiCompatibleProvider, type Upstream, type UpstreamTools } from './openai-compatible.provider.js';
import { dialectOf } from './presets.js';

const FROM_ENV = 'openai-compatible';
/** Nothing is ever sent there: a provider without an address is not configured. */
const NO_ADDRESS = 'http://127.0.0.1:9/v1';

/** One provider for each upstream of `config/models.json`, and `openai-compatible` for the one in the environment. */
@Injectable()
export class OpenAiCompatibleUpstreams implements ProviderFamily {
  static readonly about = ABOUT;

  constructor(
    private readonly settings: Settings,
    private readonly http: VendorHttp,
    private readonly imageProcessor: ImageProcessor,
  ) {}

  members(): ImageProvider[] {
    const tools: UpstreamTools = {
      http: this.http,
      imageProcessor: this.imageProcessor,
      maxPictureBytes: this.settings.section(MediaEnv).MAX_PICTURE_BYTES,
    };
    const upstreams = [
      this.fromEnvironment(),
      ...this.settings.models.upstreams.map((entry) => this.fromFile(entry)),
    ];
    return upstreams.map((upstream) => new OpenAiCompatibleProvider(upstream, tools));
  }

  private fromEnvironment(): Upstream {
    const env = this.settings.section(OpenAiCompatibleEnv);
    const address = env.OPENAI_COMPATIBLE_BASE_URL;
    return {
      name: FROM_ENV,
      baseUrl: address ?? NO_ADDRESS,
      apiKey: env.OPENAI_COMPATIBLE_API_KEY ?? null,
      timeoutSeconds: env.OPENAI_COMPATIBLE_TIMEOUT_SECONDS,
      dialect: dialectOf(env.OPENAI_COMPATIBLE_SERVER),
      free: env.OPENAI_COMPATIBLE_API_KEY === undefined,
      configured: address !== undefined || 'set OPENAI_COMPATIBLE_BASE_URL to the address of the server',
      addressSetting: 'OPENAI_COMPATIBLE_BASE_URL',
      keySetting: 'OPENAI_COMPATIBLE_API_KEY',
    };
  }

  private fromFile(entry: UpstreamEntry): Upstream {
    const { name, baseUrl, keyVariable, timeoutSeconds, dialect } = entry;
    const apiKey = keyVariable === undefined ? null : this.settings.secret(keyVariable);
    return {
      name,
      baseUrl,
      apiKey,
      timeoutSeconds,
      dialect,
      free: keyVariable === undefined,
      configured: keyVariable === undefined || apiKey !== null || `set ${keyVariable}`,
      addressSetting: `the baseUrl of ${name} in config/models.json`,
      keySetting: keyVariable ?? null,
    };
  }
}
