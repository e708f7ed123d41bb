import { address, amount, Setting, SettingsSection, text } from '@fusionbridge/settings';

const ADDRESS = address({ version: 'v1', hint: ', such as http://127.0.0.1:11434/v1' });
const SECONDS = amount('seconds', { from: 0.01 });
const TEMPERATURE = amount('a number', { from: 0, to: 2 });

/** The language model for everything, unless a role has its own. */
@SettingsSection('Language model')
export class LlmEnv {
  @Setting(
    'OpenAI, OpenRouter, Together, Ollama, llama.cpp, vLLM and so on; a missing `/v1` is added',
    ADDRESS,
  )
  LLM_BASE_URL?: string = undefined;

  @Setting('Name of the model; with `TOGETHER_API_KEY` alone, DeepSeek-V3.1 at Together', text())
  LLM_MODEL?: string = undefined;

  @Setting('Key, which is sent to this address only', text())
  LLM_API_KEY?: string = undefined;
}

/** The model that shortens prompts. */
@SettingsSection('Language model that shortens prompts')
export class LlmSummarizeEnv {
  @Setting('Address, if it has its own', ADDRESS)
  LLM_SUMMARIZE_BASE_URL?: string = undefined;

  @Setting('Name of the model', text())
  LLM_SUMMARIZE_MODEL?: string = undefined;

  @Setting('Key, which is sent to this address only', text())
  LLM_SUMMARIZE_API_KEY?: string = undefined;

  @Setting('Time limit of one response; then the bridge shortens the prompt by itself', SECONDS)
  LLM_SUMMARIZE_TIMEOUT_SECONDS: number = 4;

  @Setting('Temperature', TEMPERATURE)
  LLM_SUMMARIZE_TEMPERATURE: number = 0.2;
}

/** The model that plans where things are in an image. */
@SettingsSection('Language model that plans where things are in an image')
export class LlmPlanEnv {
  @Setting('Address, if it has its own', ADDRESS)
  LLM_PLAN_BASE_URL?: string = undefined;

  @Setting('Name of the model', text())
  LLM_PLAN_MODEL?: string = undefined;

  @Setting('Key, which is sent to this address only', text())
  LLM_PLAN_API_KEY?: string = undefined;

  @Setting('Time limit of one response', SECONDS)
  LLM_PLAN_TIMEOUT_SECONDS: number = 30;

  @Setting('Temperature', TEMPERATURE)
  LLM_PLAN_TEMPERATURE: number = 0.2;
}

/** The model that describes images. */
@SettingsSection('Language model that describes images')
export class LlmVisionEnv {
  @Setting('Address, if it has its own', ADDRESS)
  LLM_VISION_BASE_URL?: string = undefined;

  @Setting('Name of the model', text())
  LLM_VISION_MODEL?: string = undefined;

  @Setting('Key, which is sent to this address only', text())
  LLM_VISION_API_KEY?: string = undefined;

  @Setting('Time limit of one response', SECONDS)
  LLM_VISION_TIMEOUT_SECONDS: number = 30;

  @Setting('Temperature', TEMPERATURE)
  LLM_VISION_TEMPERATURE: number = 0.2;
}

/** The model behind the bridge's own chat route. */
@SettingsSection('Language model that answers chats')
export class LlmProxyEnv {
  @Setting('Address, if it has its own', ADDRESS)
  LLM_PROXY_BASE_URL?: string = undefined;

  @Setting('Name of the model', text())
  LLM_PROXY_MODEL?: string = undefined;

  @Setting('Key, which is sent to this address only', text())
  LLM_PROXY_API_KEY?: string = undefined;

  @Setting('Time limit of one response', SECONDS)
  LLM_PROXY_TIMEOUT_SECONDS: number = 300;

  @Setting("Temperature; the client's, or the model's own, if not set", TEMPERATURE)
  LLM_PROXY_TEMPERATURE?: number = undefined;
}
