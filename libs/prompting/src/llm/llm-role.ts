import { LlmPlanEnv, LlmProxyEnv, LlmSummarizeEnv, LlmVisionEnv } from './llm.env.js';
import type { Settings } from '@fusionbridge/settings';

/**
 * What a language model is wanted for. `summarize`: shorten a prompt. `plan`: lay out a picture. `vision`: say what a
 * picture shows. `proxy`: answer a chat.
 */
export type LlmRole = 'summarize' | 'plan' | 'vision' | 'proxy';

/** What is set for one role alone. */
export interface RoleSettings {
  readonly baseUrl: string | undefined;
  readonly model: string | undefined;
  readonly apiKey: string | undefined;
  /** What the key is set with, where that is not `LLM_<ROLE>_API_KEY`. */
  readonly keySetting?: string;
  readonly timeoutSeconds: number;
  readonly temperature: number | undefined;
}

/** The variables of a role, under names that are the same for all. @throws SettingsError */
export function roleSettings(settings: Settings, role: LlmRole): RoleSettings {
  switch (role) {
    case 'summarize': {
      const env = settings.section(LlmSummarizeEnv);
      return {
        baseUrl: env.LLM_SUMMARIZE_BASE_URL,
        model: env.LLM_SUMMARIZE_MODEL,
        apiKey: env.LLM_SUMMARIZE_API_KEY,
        timeoutSeconds: env.LLM_SUMMARIZE_TIMEOUT_SECONDS,
        temperature: env.LLM_SUMMARIZE_TEMPERATURE,
      };
    }
    case 'plan': {
      const env = settings.section(LlmPlanEnv);
      return {
        baseUrl: env.LLM_PLAN_BASE_URL,
        model: env.LLM_PLAN_MODEL,
        apiKey: env.LLM_PLAN_API_KEY,
        timeoutSeconds: env.LLM_PLAN_TIMEOUT_SECONDS,
        temperature: env.LLM_PLAN_TEMPERATURE,
      };
    }
    case 'vision': {
      const env = settings.section(LlmVisionEnv);
      return {
        ...(visionOfFile(settings, env) ?? {
          baseUrl: env.LLM_VISION_BASE_URL,
          model: env.LLM_VISION_MODEL,
          apiKey: env.LLM_VISION_API_KEY,
        }),
        timeoutSeconds: env.LLM_VISION_TIMEOUT_SECONDS,
        temperature: env.LLM_VISION_TEMPERATURE,
      };
    }
    case 'proxy': {
      const env = settings.section(LlmProxyEnv);
      return {
        baseUrl: env.LLM_PROXY_BASE_URL,
        model: env.LLM_PROXY_MODEL,
        apiKey: env.LLM_PROXY_API_KEY,
        timeoutSeconds: env.LLM_PROXY_TIMEOUT_SECONDS,
        temperature: env.LLM_PROXY_TEMPERATURE,
      };
    }
  }
}

type Where = Pick<RoleSettings, 'baseUrl' | 'model' | 'apiKey' | 'keySetting'>;

/**
 * The vision model of `model_config.json`, where the environment names none. One whose key is not there is left alone:
 * FastFusion's usual file names OpenAI's, whether anybody has an account there or not.
 */
function visionOfFile(settings: Settings, env: LlmVisionEnv): Where | null {
  const { vision } = settings.modelConfig;
  if (vision === null || (env.LLM_VISION_BASE_URL ?? env.LLM_VISION_MODEL) !== undefined) {
    return null;
  }
  const { model, host: baseUrl, keyVariable } = vision;
  if (keyVariable === null) {
    return { baseUrl, model, apiKey: undefined };
  }
  const apiKey = settings.secret(keyVariable);
  return apiKey === null ? null : { baseUrl, model, apiKey, keySetting: keyVariable };
}
