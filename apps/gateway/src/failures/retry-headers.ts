/** openai-node 6 waits as long as the header says, and some A1111 clients hang. */
const LONGEST_RETRY_SECONDS = 30;

/**
 * Headers that say whether and when a client may retry. Only 429 and 503 are worth a retry; for all others they tell
 * OpenAI's SDKs not to.
 * @param retryAfterMs Time to wait; null if unknown
 */
export function retryHeaders(status: number, retryAfterMs: number | null): Record<string, string> {
  return {
    ...(status === 429 || status === 503 ? {} : { 'x-should-retry': 'false' }),
    ...(retryAfterMs === null ? {} : { 'retry-after': retryAfterSeconds(retryAfterMs) }),
  };
}

function retryAfterSeconds(ms: number): string {
  return String(Math.min(LONGEST_RETRY_SECONDS, Math.max(1, Math.ceil(ms / 1000))));
}
