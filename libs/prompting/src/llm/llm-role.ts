import { LlmPlanEnv, LlmProxyEnv, LlmSummarizeEnv, LlmVisionEnv } from './llm.env.js';
import type { Settings } from '@fusionbridge/settings';

/**
 * The purpose of a language model. `summarize`: shortens a prompt. `plan`: lays out an image. `vision`: describes an
 * image. `proxy`: answers chats.
 */
export type LlmRole = 'summarize' | 'plan' | 'vision' | 'proxy';

/** The settings of one role. */
export interface RoleSettings {
  readonly baseUrl: string | undefined;
  /** Setting that holds the address, if not `LLM_<ROLE>_BASE_URL`. */
  readonly addressSetting?: string;
  readonly model: string | undefined;
  readonly apiKey: string | undefined;
  /** Setting that holds the key, if not `LLM_<ROLE>_API_KEY`. */
  readonly keySetting?: string;
  readonly timeoutSeconds: number;
  readonly temperature: number | undefined;
}

/** The settings of a role under role-independent names. @throws SettingsError */
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

type VisionModel = Pick<RoleSettings, 'baseUrl' | 'addressSetting' | 'model' | 'apiKey' | 'keySetting'>;

/**
 * The vision model of `model_config.json`, used if the environment names none. A model whose key is not set is ignored:
 * FastFusion's default file names OpenAI's even for users without an account there.
 */
function visionOfFile(settings: Settings, env: LlmVisionEnv): VisionModel | null {
  const { vision } = settings.modelConfig;
  if (vision === null || (env.LLM_VISION_BASE_URL ?? env.LLM_VISION_MODEL) !== undefined) {
    return null;
  }
  const { model, host: baseUrl, keyVariable } = vision;
  const found = { baseUrl, addressSetting: 'model_config.json', model };
  if (keyVariable === null) {
    return { ...found, apiKey: undefined };
  }
  const apiKey = settings.secret(keyVariable);
  return apiKey === null ? null : { ...found, apiKey, keySetting: keyVariable };
}
