import { serviceAddress, Settings, SettingsError, TogetherAccountEnv } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { isSameOrigin } from '../http/same-origin.js';
import type { Service } from '../http/service-http.js';
import { type LlmRole, roleSettings, type RoleSettings } from './llm-role.js';
import { LlmEnv } from './llm.env.js';

/** In Together's list of models on 2026-08-17; the DeepSeek-V3 of the replaced bridge is gone from it. */
const TOGETHER_MODEL = 'deepseek-ai/DeepSeek-V3.1';

const ROLES: readonly LlmRole[] = ['summarize', 'plan', 'vision', 'proxy'];

/** Where the model of a role is, and how it is asked. */
export interface LlmEndpoint extends Service {
  readonly model: string;
  /** 0 to 2; null leaves it to the model. */
  readonly temperature: number | null;
}

/** Somebody who may be asked, and what they are asked with unless a role says otherwise. */
interface Account {
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly keySetting: string;
  modelFor(role: LlmRole): string | null;
}

/**
 * Which model serves which role. What is set for the role goes first, then `LLM_*`, then the account at Together. A key
 * goes only to the address it was set with.
 */
@Injectable()
export class LlmEndpoints {
  private readonly accounts: readonly Account[];
  private readonly endpoints: ReadonlyMap<LlmRole, LlmEndpoint | null>;

  /** @throws SettingsError for a key without an address, or an address without a model */
  constructor(settings: Settings) {
    const own = ownAccount(settings);
    this.accounts = [own, togetherAccount(settings)].filter((one) => one !== null);
    this.endpoints = new Map(
      ROLES.map((role) => [role, this.endpointFor(role, roleSettings(settings, role))]),
    );
    if (own !== null && this.endpoints.get('summarize') === null) {
      throw missing('LLM_MODEL', 'the name of a model of the server at LLM_BASE_URL');
    }
  }

  /** null where nothing is set up for the role. */
  of(role: LlmRole): LlmEndpoint | null {
    return this.endpoints.get(role) ?? null;
  }

  private endpointFor(role: LlmRole, wanted: RoleSettings): LlmEndpoint | null {
    const baseUrl = wanted.baseUrl === undefined ? this.accounts[0]?.baseUrl : serviceAddress(wanted.baseUrl);
    if (baseUrl === undefined) {
      return null;
    }
    const account = this.accounts.find((one) => isSameOrigin(one.baseUrl, baseUrl)) ?? null;
    const model = wanted.model ?? account?.modelFor(role) ?? null;
    if (model === null && wanted.baseUrl !== undefined) {
      const prefix = prefixOf(role);
      throw missing(`${prefix}_MODEL`, `the name of a model of the server at ${prefix}_BASE_URL`);
    }
    return model === null
      ? null
      : {
          name: `the language model at ${new URL(baseUrl).origin}`,
          baseUrl,
          model,
          ...keyFor(role, wanted, account),
          timeoutMs: wanted.timeoutSeconds * 1000,
          temperature: wanted.temperature ?? null,
        };
  }
}

function prefixOf(role: LlmRole): string {
  return `LLM_${role.toUpperCase()}`;
}

/** The role's own key, or that of the account at the same address. */
function keyFor(
  role: LlmRole,
  wanted: RoleSettings,
  account: Account | null,
): Pick<Service, 'apiKey' | 'keySetting'> {
  const ofAccount = wanted.apiKey === undefined ? account : null;
  return {
    apiKey: wanted.apiKey ?? ofAccount?.apiKey ?? null,
    keySetting: wanted.keySetting ?? ofAccount?.keySetting ?? `${prefixOf(role)}_API_KEY`,
  };
}

/** What `LLM_*` says. `LLM_MODEL` and `LLM_API_KEY` without an address are of the account at Together. */
function ownAccount(settings: Settings): Account | null {
  const { LLM_BASE_URL: baseUrl, LLM_API_KEY: apiKey, LLM_MODEL: model } = settings.section(LlmEnv);
  const together = settings.section(TogetherAccountEnv);
  if (baseUrl === undefined) {
    if (apiKey !== undefined) {
      throw missing('LLM_BASE_URL', 'the address of the server that LLM_API_KEY is for');
    }
    return null;
  }
  const isTogether = isSameOrigin(baseUrl, together.TOGETHER_BASE_URL);
  return {
    baseUrl,
    apiKey: apiKey ?? (isTogether ? together.TOGETHER_API_KEY : undefined) ?? null,
    keySetting: 'LLM_API_KEY',
    modelFor: (role) => model ?? (isTogether ? togetherModel(role) : null),
  };
}

function togetherAccount(settings: Settings): Account | null {
  const { TOGETHER_API_KEY: apiKey, TOGETHER_BASE_URL: baseUrl } = settings.section(TogetherAccountEnv);
  const { LLM_MODEL: model, LLM_BASE_URL: other } = settings.section(LlmEnv);
  if (apiKey === undefined) {
    return null;
  }
  return {
    baseUrl,
    apiKey,
    keySetting: 'TOGETHER_API_KEY',
    modelFor: (role) => (other === undefined ? model : undefined) ?? togetherModel(role),
  };
}

/** The model sees no pictures; and who buys pictures there has not said that clients may chat at his expense. */
function togetherModel(role: LlmRole): string | null {
  return role === 'vision' || role === 'proxy' ? null : TOGETHER_MODEL;
}

function missing(key: string, allowed: string): SettingsError {
  return new SettingsError([{ file: 'environment or .env', key, found: 'nothing', allowed }]);
}
