import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CurrentSettings } from '@fusionbridge/settings';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { LlmEndpoints } from './llm-endpoints.js';

function endpointsWith(env: Record<string, string>): LlmEndpoints {
  return new LlmEndpoints(new CurrentSettings(testSettings(modelsWithChain('other'), env)));
}

const OLLAMA = { LLM_BASE_URL: 'http://127.0.0.1:11434', LLM_MODEL: 'qwen' };

describe(LlmEndpoints, () => {
  it('has nobody to ask without settings', () => {
    expect(endpointsWith({}).of('summarize')).toBeNull();
    expect(endpointsWith({ LLM_MODEL: 'alone' }).of('summarize')).toBeNull();
  });

  it('takes the account at Together where there is no other, but shows it no pictures and opens it to no chats', () => {
    const endpoints = endpointsWith({ TOGETHER_API_KEY: 'together-key' });
    expect(endpoints.of('summarize')).toMatchObject({
      baseUrl: 'https://api.together.ai/v1',
      model: 'deepseek-ai/DeepSeek-V3.1',
      apiKey: 'together-key',
      keySetting: 'TOGETHER_API_KEY',
      timeoutMs: 4000,
      temperature: 0.2,
    });
    const named = endpointsWith({ TOGETHER_API_KEY: 'together-key', LLM_MODEL: 'other' });
    for (const role of ['vision', 'proxy'] as const) {
      expect(endpoints.of(role)).toBeNull();
      expect(named.of(role)?.model).toBe('other');
    }
  });

  it('names the setting of each address', () => {
    const together = endpointsWith({ TOGETHER_API_KEY: 'together-key' });
    const mixed = endpointsWith({
      ...OLLAMA,
      LLM_PLAN_BASE_URL: 'https://elsewhere.example',
      LLM_PLAN_MODEL: 'planner',
    });
    expect(together.of('summarize')?.addressSetting).toBe('TOGETHER_BASE_URL');
    expect(mixed.of('summarize')?.addressSetting).toBe('LLM_BASE_URL');
    expect(mixed.of('plan')?.addressSetting).toBe('LLM_PLAN_BASE_URL');
  });

  it.each([
    ['http://127.0.0.1:11434', 'http://127.0.0.1:11434/v1'],
    ['http://127.0.0.1:11434/', 'http://127.0.0.1:11434/v1'],
    ['https://openrouter.ai/api/v1', 'https://openrouter.ai/api/v1'],
    ['https://openrouter.ai/api', 'https://openrouter.ai/api/v1'],
    ['https://host.example/v1beta/openai/', 'https://host.example/v1beta/openai'],
    ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1'],
  ])('reads the address %s', (given, read) => {
    expect(endpointsWith({ ...OLLAMA, LLM_BASE_URL: given }).of('plan')?.baseUrl).toBe(read);
  });

  it('gives no key to an address that it was not set with', () => {
    const endpoints = endpointsWith({
      ...OLLAMA,
      LLM_API_KEY: 'the-common-key',
      TOGETHER_API_KEY: 'together-key',
      LLM_PLAN_BASE_URL: 'https://elsewhere.example/v1',
      LLM_PLAN_MODEL: 'planner',
      LLM_VISION_BASE_URL: 'https://api.together.ai',
      LLM_VISION_MODEL: 'seer',
      LLM_PROXY_BASE_URL: 'https://elsewhere.example',
      LLM_PROXY_MODEL: 'talker',
      LLM_PROXY_API_KEY: 'the-proxy-key',
      LLM_PROXY_TIMEOUT_SECONDS: '9',
    });
    expect(endpoints.of('summarize')).toMatchObject({ model: 'qwen', apiKey: 'the-common-key' });
    expect(endpoints.of('plan')).toMatchObject({ apiKey: null, keySetting: 'LLM_PLAN_API_KEY' });
    expect(endpoints.of('vision')).toMatchObject({ apiKey: 'together-key', keySetting: 'TOGETHER_API_KEY' });
    expect(endpoints.of('proxy')).toMatchObject({
      apiKey: 'the-proxy-key',
      keySetting: 'LLM_PROXY_API_KEY',
      timeoutMs: 9000,
      temperature: null,
    });
  });

  it('lets a role have its own model at the common address', () => {
    const endpoints = endpointsWith({
      ...OLLAMA,
      LLM_API_KEY: 'the-common-key',
      LLM_SUMMARIZE_MODEL: 'small',
    });
    expect(endpoints.of('summarize')).toMatchObject({ model: 'small', apiKey: 'the-common-key' });
    expect(endpoints.of('vision')?.model).toBe('qwen');
  });

  it.each([
    [{ LLM_BASE_URL: 'http://127.0.0.1:11434' }, 'LLM_MODEL'],
    [{ LLM_API_KEY: 'a-key-for-nothing' }, 'LLM_BASE_URL'],
    [{ LLM_BASE_URL: 'nowhere', LLM_MODEL: 'm' }, 'LLM_BASE_URL'],
    [{ LLM_BASE_URL: 'http://user:secret@host', LLM_MODEL: 'm' }, 'LLM_BASE_URL'],
    [{ LLM_VISION_BASE_URL: 'http://127.0.0.1:1' }, 'LLM_VISION_MODEL'],
    [{ LLM_SUMMARIZE_TEMPERATURE: '3' }, 'LLM_SUMMARIZE_TEMPERATURE'],
    [{ LLM_SUMMARIZE_TIMEOUT_SECONDS: '0' }, 'LLM_SUMMARIZE_TIMEOUT_SECONDS'],
  ])('stops the start for %j', (env, key) => {
    expect(() => endpointsWith(env)).toThrow(`${key}: found`);
  });

  describe("with FastFusion's model_config.json", () => {
    const OPENAI = {
      vision_model: 'gpt-4o',
      vision_model_host: 'https://api.openai.com',
      vision_model_api_key_variable: 'SEEING_KEY',
    };

    function visionWith(config: object, env: Record<string, string> = {}): ReturnType<LlmEndpoints['of']> {
      const path = join(mkdtempSync(join(tmpdir(), 'fusionbridge-vision-')), 'model_config.json');
      writeFileSync(path, JSON.stringify({ pipeline: { variations_config: config } }));
      return endpointsWith({ CONFIG_PATH: path, ...env }).of('vision');
    }

    it('shows pictures to the model that the file names, with the key from the variable that it names', () => {
      expect(
        visionWith(OPENAI, { SEEING_KEY: 'the-seeing-key', LLM_VISION_TIMEOUT_SECONDS: '7' }),
      ).toMatchObject({
        baseUrl: 'https://api.openai.com/v1',
        model: 'gpt-4o',
        apiKey: 'the-seeing-key',
        keySetting: 'SEEING_KEY',
        timeoutMs: 7000,
      });
    });

    it('knows the usual host, and models that want no key', () => {
      expect(visionWith({ vision_model: 'gpt-4o' })).toMatchObject({
        baseUrl: 'https://api.openai.com/v1',
        apiKey: null,
      });
      const local = {
        vision_model: 'llava',
        vision_model_host: 'http://127.0.0.1:11434',
        vision_model_api_key_variable: '',
      };
      expect(visionWith(local)).toMatchObject({ baseUrl: 'http://127.0.0.1:11434/v1', apiKey: null });
    });

    it('asks nobody without the key, or whoever is set up for everything', () => {
      expect(visionWith(OPENAI)).toBeNull();
      expect(visionWith(OPENAI, OLLAMA)).toMatchObject({ model: 'qwen', apiKey: null });
    });

    it('goes before what is set up for everything, and behind what is set for the role', () => {
      expect(visionWith(OPENAI, { ...OLLAMA, SEEING_KEY: 'the-seeing-key' })).toMatchObject({
        model: 'gpt-4o',
      });
      const own = { LLM_VISION_BASE_URL: 'https://elsewhere.example', LLM_VISION_MODEL: 'seer' };
      expect(visionWith(OPENAI, { SEEING_KEY: 'the-seeing-key', ...own })).toMatchObject({
        model: 'seer',
        baseUrl: 'https://elsewhere.example/v1',
        apiKey: null,
      });
    });
  });
});
