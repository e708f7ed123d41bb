/**
 * `refused`: the address may not be fetched (private, not http, too many redirects). `too_large`, `timeout`: over a
 * bound. `gone`: the server says that nothing is there. `failed`: the server or the network said no otherwise, and may
 * say yes later.
 */
export type FetchErrorReason = 'refused' | 'too_large' | 'timeout' | 'gone' | 'failed';

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
