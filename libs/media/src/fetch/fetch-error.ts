/**
 * `refused`: the URL may not be fetched (private, not http, too many redirects). `too_large`, `timeout`: over a limit.
 * `gone`: the server says that nothing is there. `failed`: any other failure of the server or the network; a retry may
 * succeed.
 */
export type FetchErrorReason = 'refused' | 'too_large' | 'timeout' | 'gone' | 'failed';

/** A URL that could not be fetched. The message is for people and names the host, never the path. */
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
