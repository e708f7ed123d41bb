/**
 * The address of an OpenAI-compatible service up to and including its version: `https://host` and
 * `http://host:11434/` get the `/v1` that all of them have; an address that ends in a version (`/v1`, `/v1beta`, `/v3`)
 * stays, and so does a longer path (`/api/v1`, `/v1beta/openai`).
 */
export function serviceAddress(configured: string): string {
  const address = configured.replace(/\/+$/, '').replace(/\/(chat\/completions|moderations)$/, '');
  const { pathname } = new URL(address);
  const hasVersion = /(^|\/)v\d+\w*(\/|$)/.test(pathname);
  return hasVersion ? address : `${address}/v1`;
}

/** Whether a key for one of the addresses may go to the other. */
export function isSameOrigin(one: string, other: string): boolean {
  return new URL(one).origin === new URL(other).origin;
}
