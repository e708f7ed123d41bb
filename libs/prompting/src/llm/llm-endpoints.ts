import {
  CurrentSettings,
  type Derived,
  serviceAddress,
  type Settings,
  SettingsError,
  TogetherAccountEnv,
} from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import type { Service } from '../service/service-client.js';
import { type LlmRole, roleSettings, type RoleSettings } from './llm-role.js';
import { LlmEnv } from './llm.env.js';

/** In Together's list of models on 2026-08-17; the DeepSeek-V3 of the replaced bridge is gone from it. */
const TOGETHER_MODEL = 'deepseek-ai/DeepSeek-V3.1';

const ROLES: readonly LlmRole[] = ['summarize', 'plan', 'vision', 'proxy'];

/** The model of a role, and how to call it. */
export interface LlmEndpoint extends Service {
  readonly model: string;
  /** 0 to 2; null leaves it to the model. */
  readonly temperature: number | null;
}

/** A server that any role may use, with the defaults for roles that do not override them. */
interface Account {
  readonly baseUrl: string;
  readonly addressSetting: string;
  readonly apiKey: string | null;
  readonly keySetting: string;
  modelFor(role: LlmRole): string | null;
}

/**
 * Which model serves which role. Settings of the role take precedence, then `LLM_*`, then the account at Together. A key
 * is sent only to the origin it was set for.
 */
@Injectable()
export class LlmEndpoints {
  private readonly endpoints: Derived<ReadonlyMap<LlmRole, LlmEndpoint | null>>;

  /** @throws SettingsError for a key without an address, or an address without a model */
  constructor(settings: CurrentSettings) {
    this.endpoints = settings.derive(endpointsIn);
  }

  /** null if the role is not set up. The same object until the settings are replaced. */
  of(role: LlmRole): LlmEndpoint | null {
    return this.endpoints.value.get(role) ?? null;
  }
}

function endpointsIn(settings: Settings): ReadonlyMap<LlmRole, LlmEndpoint | null> {
  const own = ownAccount(settings);
  const accounts = [own, togetherAccount(settings)].filter((one) => one !== null);
  const endpoints = new Map(
    ROLES.map((role) => [role, endpointFor(role, roleSettings(settings, role), accounts)]),
  );
  if (own !== null && endpoints.get('summarize') === null) {
    throw missing('LLM_MODEL', 'the name of a model of the server at LLM_BASE_URL');
  }
  return endpoints;
}

function endpointFor(role: LlmRole, wanted: RoleSettings, accounts: readonly Account[]): LlmEndpoint | null {
  const baseUrl = wanted.baseUrl === undefined ? accounts[0]?.baseUrl : serviceAddress(wanted.baseUrl);
  if (baseUrl === undefined) {
    return null;
  }
  const account = accounts.find((one) => isSameOrigin(one.baseUrl, baseUrl)) ?? null;
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
        addressSetting: addressSettingFor(role, wanted, accounts),
        model,
        ...keyFor(role, wanted, account),
        timeoutMs: wanted.timeoutSeconds * 1000,
        temperature: wanted.temperature ?? null,
      };
}

/** Without an address of its own, the role uses the first account. */
function addressSettingFor(role: LlmRole, wanted: RoleSettings, accounts: readonly Account[]): string {
  const own = wanted.addressSetting ?? `${prefixOf(role)}_BASE_URL`;
  return wanted.baseUrl === undefined ? (accounts[0]?.addressSetting ?? own) : own;
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

/** The account of `LLM_*`. Without `LLM_BASE_URL`, `LLM_MODEL` belongs to the account at Together. */
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
    addressSetting: 'LLM_BASE_URL',
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
    addressSetting: 'TOGETHER_BASE_URL',
    apiKey,
    keySetting: 'TOGETHER_API_KEY',
    modelFor: (role) => (other === undefined ? model : undefined) ?? togetherModel(role),
  };
}

/** The model cannot see images, and an operator who buys images there has not agreed to pay for chats of clients. */
function togetherModel(role: LlmRole): string | null {
  return role === 'vision' || role === 'proxy' ? null : TOGETHER_MODEL;
}

function isSameOrigin(one: string, other: string): boolean {
  return new URL(one).origin === new URL(other).origin;
}

function missing(key: string, allowed: string): SettingsError {
  return new SettingsError([{ file: 'environment or .env', key, found: 'nothing', allowed }]);
}
