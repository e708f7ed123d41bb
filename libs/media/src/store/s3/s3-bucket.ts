import type { Readable } from 'node:stream';
import type { ByteRange } from '../picture-store.js';
import { S3Calls } from './s3-calls.js';
import { S3Error } from './s3-error.js';
import { type ListedFile, type ListedPage, listedPage, textIn } from './s3-listing.js';
import type { S3Place } from './s3-place.js';
import { signedAddress } from './s3-signature.js';

/** A file to be put into a bucket. */
export interface S3Upload {
  readonly pieces: readonly Buffer[];
  readonly byteLength: number;
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly mediaType: string;
}

/** A picture never changes under its name. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The files of one bucket, by their names behind the prefix. Everything but `open` takes S3_TIMEOUT_SECONDS at most. */
export class S3Bucket {
  private readonly calls: S3Calls;

  constructor(private readonly place: S3Place) {
    this.calls = new S3Calls(place);
  }

  /** null when it is not there. @throws S3Error */
  async find(name: string): Promise<Omit<ListedFile, 'name'> | null> {
    try {
      const { headers } = await this.calls.whole({ method: 'HEAD', address: this.addressOf(name) });
      const changedAt = Date.parse(String(headers['last-modified']));
      return { byteLength: Number(headers['content-length']), changedAt };
    } catch (error) {
      return orNull(error);
    }
  }

  /** Resolves once the bucket has it whole; it refuses bytes of another SHA-256. @throws S3Error */
  async put(name: string, { pieces, byteLength, hash, mediaType }: S3Upload): Promise<void> {
    await this.calls.whole({
      method: 'PUT',
      address: this.addressOf(name),
      headers: {
        ...headersOf(mediaType),
        'content-length': String(byteLength),
        'x-amz-content-sha256': hash,
        // Of the two some servers check only this one.
        'x-amz-checksum-sha256': Buffer.from(hash, 'hex').toString('base64'),
      },
      pieces,
      isPrecious: true,
    });
  }

  /** Makes a file count as put now, without sending it. @throws S3Error, of a bucket that cannot do that too */
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
    // A copy that fails late is told under a 200.
    if (!text.includes('<CopyObjectResult')) {
      throw new S3Error('The bucket could not copy a file onto itself.', 200, textIn(text, 'Code') ?? '');
    }
  }

  /** Resolves as soon as bytes come. Whoever aborts `leaving` closes the connection. @throws S3Error */
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

  /** Does nothing where there is no such file. @throws S3Error */
  async remove(name: string): Promise<void> {
    await this.calls.whole({ method: 'DELETE', address: this.addressOf(name) }).catch(orNull);
  }

  /** Up to 1000 files behind the prefix. @throws S3Error */
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

  /** Where anybody may fetch the file for so many seconds. Asks nobody. */
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
