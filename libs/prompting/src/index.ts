export { ContentGate } from './gate/content-gate.js';
export { PromptingModule } from './prompting.module.js';
export { Summarizer, type Summary, type SummaryOrder } from './summary/summarizer.js';
export { SummaryEnv } from './summary/summary.env.js';
export type { ChatMessage, ChatPart } from './llm/chat.js';
export { type CompletionOptions, LlmClient } from './llm/llm-client.js';
export type { LlmEndpoint } from './llm/llm-endpoints.js';
export type { LlmRole } from './llm/llm-role.js';
export { ServiceError, type ServiceErrorKind } from './http/service-error.js';
