export { ContentGate } from './gate/content-gate.js';
export { PromptingModule } from './prompting.module.js';
export { Summarizer, type Summary, type SummaryOrder } from './summary/summarizer.js';
export { SummaryEnv } from './summary/summary.env.js';
