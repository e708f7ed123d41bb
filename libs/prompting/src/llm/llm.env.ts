import { OperatorAddress } from '@fusionbridge/settings';
import { applyDecorators } from '@nestjs/common';
import { IsNumber, IsOptional, IsString, Max, Min } from 'class-validator';

function Address(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    OperatorAddress({ version: 'v1', hint: ', such as http://127.0.0.1:11434/v1' }),
  );
}

function Text(): PropertyDecorator {
  return applyDecorators(IsOptional(), IsString());
}

function Seconds(): PropertyDecorator {
  return applyDecorators(IsNumber({}, { message: 'seconds, a number above 0' }), Min(0.01));
}

function Temperature(): PropertyDecorator {
  return applyDecorators(IsOptional(), IsNumber({}, { message: 'a number from 0 to 2' }), Min(0), Max(2));
}

/** The language model for everything, unless a role has its own. */
export class LlmEnv {
  /** OpenAI, OpenRouter, Together, Ollama, llama.cpp, vLLM…; a missing `/v1` is added. */
  @Address()
  LLM_BASE_URL?: string = undefined;

  @Text()
  LLM_MODEL?: string = undefined;

  @Text()
  LLM_API_KEY?: string = undefined;
}

/** The model that shortens prompts. */
export class LlmSummarizeEnv {
  @Address()
  LLM_SUMMARIZE_BASE_URL?: string = undefined;

  @Text()
  LLM_SUMMARIZE_MODEL?: string = undefined;

  @Text()
  LLM_SUMMARIZE_API_KEY?: string = undefined;

  /** Then the bridge shortens the prompt by itself. */
  @Seconds()
  LLM_SUMMARIZE_TIMEOUT_SECONDS: number = 4;

  @Temperature()
  LLM_SUMMARIZE_TEMPERATURE: number = 0.2;
}

/** The model that plans where things stand in a picture. */
export class LlmPlanEnv {
  @Address()
  LLM_PLAN_BASE_URL?: string = undefined;

  @Text()
  LLM_PLAN_MODEL?: string = undefined;

  @Text()
  LLM_PLAN_API_KEY?: string = undefined;

  @Seconds()
  LLM_PLAN_TIMEOUT_SECONDS: number = 30;

  @Temperature()
  LLM_PLAN_TEMPERATURE: number = 0.2;
}

/** The model that says what a picture shows. */
export class LlmVisionEnv {
  @Address()
  LLM_VISION_BASE_URL?: string = undefined;

  @Text()
  LLM_VISION_MODEL?: string = undefined;

  @Text()
  LLM_VISION_API_KEY?: string = undefined;

  @Seconds()
  LLM_VISION_TIMEOUT_SECONDS: number = 30;

  @Temperature()
  LLM_VISION_TEMPERATURE: number = 0.2;
}

/** The model that the bridge's own chat address passes on to. */
export class LlmProxyEnv {
  @Address()
  LLM_PROXY_BASE_URL?: string = undefined;

  @Text()
  LLM_PROXY_MODEL?: string = undefined;

  @Text()
  LLM_PROXY_API_KEY?: string = undefined;

  @Seconds()
  LLM_PROXY_TIMEOUT_SECONDS: number = 300;

  /** What the client says, or the model's own, when not set. */
  @Temperature()
  LLM_PROXY_TEMPERATURE?: number = undefined;
}
