import { CurrentSettings, type Derived, type Settings, SettingsError } from '@fusionbridge/settings';
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

/** What the settings say about moderation. */
interface ModerationRules {
  readonly required: boolean;
  /** null if none is configured. */
  readonly service: Service | null;
  readonly model: string | undefined;
  /** Categories that are refused; all if empty. */
  readonly categories: readonly string[];
}

/** The moderation service, if the operator configured one. */
@Injectable()
export class Moderation {
  private readonly rules: Derived<ModerationRules>;

  /** @throws SettingsError if moderation is required but no service is configured */
  constructor(
    settings: CurrentSettings,
    private readonly client: ServiceClient,
  ) {
    this.rules = settings.derive(rulesOf);
  }

  /** True if nothing may be generated without its approval. */
  get required(): boolean {
    return this.rules.value.required;
  }

  /**
   * True if the service flags one of the texts for a blocked category; false without a service.
   * @throws ServiceError
   */
  async flags(texts: readonly string[], signal: AbortSignal): Promise<boolean> {
    const { service, model, categories: refused } = this.rules.value;
    if (service === null || texts.length === 0) {
      return false;
    }
    const body = { input: texts, ...(model === undefined ? {} : { model }) };
    const { results } = await this.client.post(service, {
      path: 'moderations',
      body,
      response: Results,
      signal,
    });
    return results.some(({ flagged, categories }) =>
      refused.length === 0 ? flagged : refused.some((name) => categories[name] === true),
    );
  }
}

function rulesOf(settings: Settings): ModerationRules {
  const env = settings.section(GateEnv);
  const { MODERATION_REQUIRED: required, MODERATION_URL: baseUrl } = env;
  if (required && baseUrl === undefined) {
    const allowed = 'the address of the service that MODERATION_REQUIRED asks for';
    throw new SettingsError([
      { file: 'environment or .env', key: 'MODERATION_URL', found: 'nothing', allowed },
    ]);
  }
  const rules = { required, model: env.MODERATION_MODEL, categories: env.MODERATION_CATEGORIES };
  return baseUrl === undefined
    ? { ...rules, service: null }
    : {
        ...rules,
        service: {
          name: `the moderation service at ${new URL(baseUrl).origin}`,
          baseUrl,
          addressSetting: 'MODERATION_URL',
          apiKey: env.MODERATION_API_KEY ?? null,
          keySetting: 'MODERATION_API_KEY',
          timeoutMs: TIMEOUT_MS,
        },
      };
}
