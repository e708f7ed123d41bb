import { setTimeout as wait } from 'node:timers/promises';
import {
  type Degradation,
  type Picture,
  type ProviderCapabilities,
  ProviderError,
  type ProviderPicture,
} from '@fusionbridge/core';
import {
  ImageProcessor,
  FetchError,
  type FetchErrorReason,
  GuardedFetcher,
  inspectPicture,
  PictureError,
  sniffFormat,
  MediaEnv,
} from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';

/** Downloads are free, so a failed one is retried; the picture is not bought again. */
const DOWNLOAD_TRIES = 3;
/** Increasing delays: a picture may become available shortly after the vendor announced its address. */
const FIRST_PAUSE_MS = 250;

/** The provider that delivered, and the capabilities of the model. */
interface Source {
  readonly provider: string;
  readonly capabilities: ProviderCapabilities;
  readonly signal: AbortSignal;
}

/** A picture that passed the checks, and any conversion it needed. */
export interface CheckedPicture {
  readonly picture: Picture;
  readonly degradations: readonly Degradation[];
}

/** Vendor formats that are converted to PNG, because clients do not support them. */
const CONVERTED = { avif: 'AVIF', gif: 'GIF' } as const;

/**
 * Soft failures are failures: HTML in place of a picture, truncated bytes, a blank frame from a model that flags
 * content. What passes is a `Picture`.
 */
@Injectable()
export class PictureCheck {
  private readonly maxPixels: number;

  constructor(
    settings: Settings,
    private readonly fetcher: GuardedFetcher,
    private readonly imageProcessor: ImageProcessor,
  ) {
    this.maxPixels = settings.section(MediaEnv).MAX_PIXELS;
  }

  /**
   * @throws ProviderError `bad_response` for what is no usable picture, `unavailable` for one that lies ready and could
   * not be fetched, or `content_policy` for what the vendor blanked; always with the outcome `accepted`: the vendor did
   * its work
   */
  async check(delivered: ProviderPicture, source: Source): Promise<CheckedPicture> {
    if (delivered.flagged) {
      throw failure(source, 'content_policy', 'blanked a picture for what it shows');
    }
    const checked = await this.received(delivered, source);
    if (source.capabilities.flagsContent && (await this.imageProcessor.isSingleColour(checked.picture))) {
      throw failure(source, 'bad_response', 'sent a blank frame in place of a picture');
    }
    return checked;
  }

  private async received(delivered: ProviderPicture, source: Source): Promise<CheckedPicture> {
    if ('bytes' in delivered) {
      return this.inspected(delivered.bytes, source);
    }
    for (let tryNumber = 1; ; tryNumber += 1) {
      try {
        const { bytes } = await this.fetcher.fetch(delivered.url, {
          signal: source.signal,
          trustedOrigin: delivered.trustedOrigin,
        });
        return await this.inspected(bytes, source);
      } catch (error) {
        source.signal.throwIfAborted();
        if (tryNumber === DOWNLOAD_TRIES || isHopeless(error)) {
          throw asFailure(error, source);
        }
        await wait(FIRST_PAUSE_MS * 2 ** (tryNumber - 1), undefined, { signal: source.signal });
      }
    }
  }

  private async inspected(bytes: Buffer, source: Source): Promise<CheckedPicture> {
    const format = sniffFormat(bytes);
    try {
      return format === 'avif' || format === 'gif'
        ? await this.converted(bytes, CONVERTED[format])
        : { picture: inspectPicture(bytes, { maxPixels: this.maxPixels }), degradations: [] };
    } catch (error) {
      throw asFailure(error, source);
    }
  }

  /** Converts a format that clients do not support: the picture is paid for and must not be discarded. */
  private async converted(bytes: Buffer, name: string): Promise<CheckedPicture> {
    const picture = await this.imageProcessor.asPng(bytes);
    const why = `the vendor sent ${name}, which clients do not take`;
    return {
      picture,
      degradations: [{ field: 'output', asked: 'PNG, JPEG or WebP', given: `PNG made from ${name}`, why }],
    };
  }
}

/** Errors after which no later download can succeed: the picture counts as missing. */
const NEVER_FETCHED: ReadonlySet<FetchErrorReason> = new Set<FetchErrorReason>([
  'refused',
  'too_large',
  'gone',
]);

/** True if a retry would fail the same way. A response that is no picture may be truncated, so it is retried. */
function isHopeless(error: unknown): boolean {
  return error instanceof FetchError && (error.reason === 'refused' || error.reason === 'too_large');
}

function asFailure(error: unknown, source: Source): unknown {
  if (error instanceof PictureError) {
    return failure(source, 'bad_response', `sent no usable picture: ${error.message}`, error);
  }
  if (error instanceof FetchError) {
    return failure(
      source,
      NEVER_FETCHED.has(error.reason) ? 'bad_response' : 'unavailable',
      `painted, but the picture could not be fetched: ${error.message}`,
      error,
    );
  }
  return error;
}

function failure(
  source: Source,
  kind: 'bad_response' | 'unavailable' | 'content_policy',
  message: string,
  cause?: unknown,
): ProviderError {
  return new ProviderError({
    provider: source.provider,
    kind,
    outcome: 'accepted',
    message: `${source.provider} ${message}`,
    cause,
  });
}
