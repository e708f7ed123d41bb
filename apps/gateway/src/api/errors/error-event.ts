import { openAiResponseTo } from './openai-error.js';

/** A failure as the last event of a stream. OpenAI's SDKs throw what its `error` holds. */
export function errorEvent(error: unknown): Buffer {
  const data = { type: 'error', ...openAiResponseTo(error, 'no').body };
  return Buffer.from(`event: error\ndata: ${JSON.stringify(data)}\n\n`);
}
