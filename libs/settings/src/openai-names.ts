/** What LiteLLM and others put in front of the name of a model behind an OpenAI-compatible address. */
const PREFIX = /^openai\//i;

/** Models that OpenAI sells, those of tomorrow included; `gpt-image` alone is the bridge's own name. */
const OPENAI_NAME = /^(gpt|chatgpt)-image-[\w.-]{1,60}$/i;

/** The name of a model without the prefix `openai/`. */
export function modelNameOf(asked: string): string {
  return asked.replace(PREFIX, '');
}

/** True for the name of a model that OpenAI sells itself. */
export function isOpenAiName(name: string): boolean {
  return OPENAI_NAME.test(name);
}
