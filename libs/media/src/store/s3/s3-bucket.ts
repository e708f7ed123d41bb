import type { Readable } from 'node:stream';
import type { ByteRange } from '../picture-store.js';
import { S3Calls } from './s3-calls.js';
import { S3Error } from './s3-error.js';
import { type ListedFile, type ListedPage, listedPage, textIn } from './s3-listing.js';
import type { S3Place } from './s3-place.js';
import { signedAddress } from './s3-signature.js';

/** A file to upload. */
export interface S3Upload {
  readonly pieces: readonly Buffer[];
  readonly byteLength: number;
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly mediaType: string;
}

/** A file is named by its content, so it never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The files of one bucket, named relative to its prefix. Every method but `open` takes at most S3_TIMEOUT_SECONDS. */
export class S3Bucket {
  private readonly calls: S3Calls;

  constructor(private readonly place: S3Place) {
    this.calls = new S3Calls(place);
  }

  /** null if there is no such file. @throws S3Error */
  async find(name: string): Promise<Omit<ListedFile, 'name'> | null> {
    try {
      const { headers } = await this.calls.whole({ method: 'HEAD', address: this.addressOf(name) });
      const changedAt = Date.parse(String(headers['last-modified']));
      return { byteLength: Number(headers['content-length']), changedAt };
    } catch (error) {
      return orNull(error);
    }
  }

  /** Uploads a file. The bucket verifies its SHA-256 and refuses other bytes. @throws S3Error */
  async put(name: string, { pieces, byteLength, hash, mediaType }: S3Upload): Promise<void> {
    await this.calls.whole({
      method: 'PUT',
      address: this.addressOf(name),
      headers: {
        ...headersOf(mediaType),
        'content-length': String(byteLength),
        'x-amz-content-sha256': hash,
        // Some servers verify only this one of the two.
        'x-amz-checksum-sha256': Buffer.from(hash, 'hex').toString('base64'),
      },
      pieces,
      isPrecious: true,
    });
  }

  /**
   * Sets the modification time of a file to now by copying it onto itself.
   * @throws S3Error, also if the bucket cannot
   */
  async renew(name: string, mediaType: string): Promise<void> {
    const address = this.addressOf(name);
    const { text } = await this.calls.whole({
      method: 'PUT',
      address,
      headers: {
        ...headersOf(mediaType),
        'content-length': '0',
        'x-amz-copy-source': `/${this.place.name}/${this.place.prefix}${name}`,
        'x-amz-metadata-directive': 'REPLACE',
      },
    });
    // S3 reports a late failure of a copy with status 200.
    if (!text.includes('<CopyObjectResult')) {
      throw new S3Error('The bucket could not copy a file onto itself.', 200, textIn(text, 'Code') ?? '');
    }
  }

  /** Resolves when the response begins. Aborting `leaving` closes the connection. @throws S3Error */
  open(name: string, leaving: AbortSignal, range?: ByteRange): Promise<Readable> {
    return this.calls.stream(
      {
        method: 'GET',
        address: this.addressOf(name),
        headers: range === undefined ? {} : { range: `bytes=${range.start}-${range.end}` },
        status: range === undefined ? 200 : 206,
      },
      leaving,
    );
  }

  /** Does nothing if there is no such file. @throws S3Error */
  async remove(name: string): Promise<void> {
    await this.calls.whole({ method: 'DELETE', address: this.addressOf(name) }).catch(orNull);
  }

  /** Lists up to 1000 files below the prefix. @throws S3Error */
  async page(from: string | null): Promise<ListedPage> {
    const address = new URL(this.place.bucket);
    address.searchParams.set('list-type', '2');
    address.searchParams.set('prefix', this.place.prefix);
    if (from !== null) {
      address.searchParams.set('continuation-token', from);
    }
    const { files, next } = listedPage((await this.calls.whole({ method: 'GET', address })).text);
    const { length } = this.place.prefix;
    return { files: files.map((file) => ({ ...file, name: file.name.slice(length) })), next };
  }

  /** Pre-signed GET URL, valid for `seconds`. Computed locally, without a request. */
  linkTo(name: string, mediaType: string, seconds: number): string {
    const address = new URL(`${this.place.publicBucket}/${this.place.prefix}${name}`);
    address.searchParams.set('response-content-type', mediaType);
    return signedAddress(address, seconds, this.place);
  }

  private addressOf(name: string): URL {
    return new URL(`${this.place.bucket}/${this.place.prefix}${name}`);
  }
}

function headersOf(mediaType: string): Record<string, string> {
  return { 'content-type': mediaType, 'cache-control': FOR_EVER };
}

function orNull(error: unknown): null {
  if (error instanceof S3Error && error.isMissing) {
    return null;
  }
  throw error;
}
