/**
 * Where the prompt of a variation came from. `request`: the client. `metadata`: the file itself. `job`: the record of the
 * caller's own job that made the file. `vision`: a model that looked at it. `neutral`: nobody knew.
 */
export const PROMPT_SOURCES = ['request', 'metadata', 'job', 'vision', 'neutral'] as const;

export type PromptSource = (typeof PROMPT_SOURCES)[number];
