/** openai-node 6 sleeps for as long as it is told, and some A1111 clients hang. */
const LONGEST_RETRY_SECONDS = 30;

/**
 * Whether and when a client may send its request again. Only 429 and 503 are worth it; of all others OpenAI's SDKs
 * are told not to.
 * @param retryAfterMs How long to wait; null where nobody said
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
