import { Settings, SettingsError } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ServiceError } from '../http/service-error.js';
import { type Service, ServiceHttp } from '../http/service-http.js';
import { GateEnv } from './gate.env.js';

const TIMEOUT_MS = 5000;

const Results = z.object({
  results: z
    .array(
      z.object({ flagged: z.boolean(), categories: z.record(z.string(), z.boolean().nullable()).catch({}) }),
    )
    .min(1),
});

/** A moderation service, where the operator named one. */
@Injectable()
export class Moderation {
  /** Nothing is painted without its word. */
  readonly required: boolean;
  private readonly service: Service | null;
  private readonly model: string | undefined;
  private readonly categories: readonly string[];

  /** @throws SettingsError where it is required and nobody can be asked */
  constructor(
    settings: Settings,
    private readonly http: ServiceHttp,
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
            apiKey: env.MODERATION_API_KEY ?? null,
            keySetting: 'MODERATION_API_KEY',
            timeoutMs: TIMEOUT_MS,
          };
  }

  /**
   * Whether the service flags one of the texts for a category that is refused; false without a service.
   * @throws ServiceError
   */
  async flags(texts: readonly string[], signal: AbortSignal): Promise<boolean> {
    if (this.service === null || texts.length === 0) {
      return false;
    }
    const body = { input: texts, ...(this.model === undefined ? {} : { model: this.model }) };
    const answer = await this.http.post(this.service, { path: '/moderations', body, signal });
    const parsed = Results.safeParse(answer);
    if (!parsed.success) {
      throw new ServiceError({
        kind: 'bad_answer',
        message: `${this.service.name} answered without results`,
      });
    }
    return parsed.data.results.some(({ flagged, categories }) =>
      this.categories.length === 0 ? flagged : this.categories.some((name) => categories[name] === true),
    );
  }
}
