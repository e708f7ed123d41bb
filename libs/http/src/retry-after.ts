/** Response headers, names in lower case. */
export type ResponseHeaders = Readonly<Record<string, string | undefined>>;

/**
 * How long the vendor asks us to wait, in milliseconds: `retry-after-ms`, or `Retry-After` in seconds or as a date
 * (RFC 9110 10.2.3). null if absent or malformed; never negative.
 */
export function retryAfterOf(headers: ResponseHeaders, now: number): number | null {
  const exact = Number(headers['retry-after-ms']);
  if (Number.isFinite(exact)) {
    return Math.max(0, exact);
  }
  const given = headers['retry-after']?.trim();
  if (given === undefined || given === '') {
    return null;
  }
  const seconds = Number(given);
  if (Number.isFinite(seconds)) {
    return Math.max(0, Math.round(seconds * 1000));
  }
  const date = Date.parse(given);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
