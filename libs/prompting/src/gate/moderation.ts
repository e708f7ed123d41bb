import { Settings, SettingsError } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Service, ServiceClient } from '../service/service-client.js';
import { GateEnv } from './gate.env.js';

const TIMEOUT_MS = 5000;

const Results = z.object({
  results: z
    .array(
      z.object({ flagged: z.boolean(), categories: z.record(z.string(), z.boolean().nullable()).catch({}) }),
    )
    .min(1),
});

/** The moderation service, if the operator configured one. */
@Injectable()
export class Moderation {
  /** True if nothing may be generated without its approval. */
  readonly required: boolean;
  private readonly service: Service | null;
  private readonly model: string | undefined;
  private readonly categories: readonly string[];

  /** @throws SettingsError if moderation is required but no service is configured */
  constructor(
    settings: Settings,
    private readonly client: ServiceClient,
  ) {
    const env = settings.section(GateEnv);
    this.required = env.MODERATION_REQUIRED;
    if (this.required && env.MODERATION_URL === undefined) {
      const allowed = 'the address of the service that MODERATION_REQUIRED asks for';
      throw new SettingsError([
        { file: 'environment or .env', key: 'MODERATION_URL', found: 'nothing', allowed },
      ]);
    }
    this.model = env.MODERATION_MODEL;
    this.categories = env.MODERATION_CATEGORIES;
    this.service =
      env.MODERATION_URL === undefined
        ? null
        : {
            name: `the moderation service at ${new URL(env.MODERATION_URL).origin}`,
            baseUrl: env.MODERATION_URL,
            addressSetting: 'MODERATION_URL',
            apiKey: env.MODERATION_API_KEY ?? null,
            keySetting: 'MODERATION_API_KEY',
            timeoutMs: TIMEOUT_MS,
          };
  }

  /**
   * True if the service flags one of the texts for a blocked category; false without a service.
   * @throws ServiceError
   */
  async flags(texts: readonly string[], signal: AbortSignal): Promise<boolean> {
    if (this.service === null || texts.length === 0) {
      return false;
    }
    const body = { input: texts, ...(this.model === undefined ? {} : { model: this.model }) };
    const { results } = await this.client.post(this.service, {
      path: 'moderations',
      body,
      response: Results,
      signal,
    });
    return results.some(({ flagged, categories }) =>
      this.categories.length === 0 ? flagged : this.categories.some((name) => categories[name] === true),
    );
  }
}
