import { ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import { BodyTooLarge, Deadline, readBody, Transmission, type VendorHttp } from '@fusionbridge/http';
import { ID } from './id.js';

const TIMEOUT_MS = 60_000;
/** Asking costs nothing, and the picture has used up quota. */
const MOST_TRIES = 3;

/** What a private Space hands out only to those with a token. */
export class SpaceFiles {
  constructor(
    private readonly http: VendorHttp,
    /** The whole header; the address has to be at the Space's own origin. */
    private readonly authorization: string,
    private readonly maxBytes: number,
  ) {}

  /** @throws ProviderError `accepted`: the picture is painted */
  async read(url: string, signal: AbortSignal): Promise<Buffer> {
    for (let tryNumber = 1; ; tryNumber += 1) {
      try {
        return await this.readOnce(url, signal);
      } catch (error) {
        if (signal.aborted) {
          throw failed('cancelled', 'was stopped');
        }
        if (error instanceof BodyTooLarge) {
          throw failed('bad_response', 'painted a picture that is larger than MAX_PICTURE_BYTES');
        }
        if (tryNumber === MOST_TRIES) {
          throw failed('unavailable', 'painted, but the picture could not be fetched');
        }
      }
    }
  }

  private async readOnce(url: string, signal: AbortSignal): Promise<Buffer> {
    const deadline = new Deadline(signal, TIMEOUT_MS);
    deadline.start();
    try {
      const { status, body } = await this.http.send(
        {
          method: 'GET',
          url,
          authorization: this.authorization,
          headers: { accept: 'image/*' },
          body: null,
          signal: deadline.signal,
        },
        new Transmission(),
      );
      if (status !== 200) {
        body.on('error', () => undefined).destroy();
        throw new Error(`the answer was ${status}`);
      }
      return await readBody(body, this.maxBytes);
    } finally {
      deadline.end();
    }
  }
}

function failed(kind: ProviderErrorKind, what: string): ProviderError {
  return new ProviderError({ provider: ID, kind, outcome: 'accepted', message: `${ID} ${what}` });
}
