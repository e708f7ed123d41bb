/**
 * `refused`: the address may not be fetched (private, not http, too many redirects). `too_large`, `timeout`: over a
 * bound. `failed`: the server or the network said no.
 */
export type FetchErrorReason = 'refused' | 'too_large' | 'timeout' | 'failed';

/** Why an address could not be fetched. The message is for people and names the host, never what is behind it. */
export class FetchError extends Error {
  override readonly name = 'FetchError';

  constructor(
    readonly reason: FetchErrorReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
