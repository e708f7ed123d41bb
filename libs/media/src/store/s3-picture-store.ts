import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { mediaTypeOf, type PictureFormat } from '@fusionbridge/core';
import { SettingsError } from '@fusionbridge/settings';
import { Logger, type OnModuleInit } from '@nestjs/common';
import { contentHash } from './content-hash.js';
import { FreshPictures } from './fresh-pictures.js';
import { pictureName, pictureNamed } from './picture-name.js';
import {
  type ByteRange,
  type PictureLink,
  PictureStore,
  type PictureToKeep,
  type StoredFile,
} from './picture-store.js';
import { LateBody } from './s3/late-body.js';
import { S3Bucket, type S3Upload } from './s3/s3-bucket.js';
import { S3Error } from './s3/s3-error.js';
import type { S3Place } from './s3/s3-place.js';

/** Written and removed to test whether the bucket accepts files. No picture has such a name. */
const TRIAL_FILE = 'can-be-written';

/** Maximum wait for the bucket at the start. */
const LONGEST_CHECK_MS = 5000;

/** Keeps pictures in a bucket of Amazon S3 or a compatible server. Fails with `S3Error`. */
export class S3PictureStore extends PictureStore implements OnModuleInit {
  private readonly logger = new Logger(S3PictureStore.name);
  private readonly bucket: S3Bucket;
  private readonly fresh = new FreshPictures();

  constructor(private readonly place: S3Place) {
    super();
    this.bucket = new S3Bucket(place);
  }

  /**
   * Checks the keys before the first picture is paid for that could not be kept.
   * @throws SettingsError if the bucket refuses them; an unreachable bucket is only a warning
   */
  async onModuleInit(): Promise<void> {
    try {
      const bucket = new S3Bucket({ ...this.place, timeoutMs: LONGEST_CHECK_MS });
      await bucket.page(null);
      await this.put(bucket, Buffer.from('may be removed'));
    } catch (error) {
      if (!(error instanceof S3Error) || error.mayPass) {
        this.logger.warn('The bucket does not answer. No picture can be kept until it does.');
        return;
      }
      throw new SettingsError([
        {
          file: 'environment or .env',
          key: 'S3_BUCKET',
          found: `${JSON.stringify(this.place.name)}, which answers ${error.status} ${error.code}`,
          allowed: 'a bucket whose files S3_ACCESS_KEY_ID may list, read, write and delete in S3_REGION',
        },
      ]);
    }
  }

  protected async write({ pieces, byteLength, hash, format }: PictureToKeep): Promise<void> {
    const name = pictureName(hash, format);
    const upload = { pieces, byteLength, hash, mediaType: mediaTypeOf(format) };
    if (!(await this.isThere(name, upload)) || !(await this.isRenewed(name, upload))) {
      await this.bucket.put(name, upload);
    }
    this.fresh.add(name, pieces);
  }

  protected async tryOut(byteLength: number): Promise<void> {
    await this.put(this.bucket, Buffer.alloc(byteLength));
  }

  protected reasonOf(error: unknown): string {
    return error instanceof S3Error ? 'the bucket does not take them' : 'the bucket does not answer';
  }

  /** Always the same name, so that a key without the right to delete leaves only one file. */
  private async put(bucket: S3Bucket, bytes: Buffer): Promise<void> {
    const pieces = [bytes];
    const hash = await contentHash(pieces);
    await bucket.put(TRIAL_FILE, {
      pieces,
      byteLength: bytes.length,
      hash,
      mediaType: 'application/octet-stream',
    });
    await bucket.remove(TRIAL_FILE).catch(() => undefined);
  }

  async has(hash: string, format: PictureFormat, byteLength?: number): Promise<boolean> {
    const name = pictureName(hash, format);
    if (this.fresh.has(name)) {
      return true;
    }
    const found = await this.bucket.find(name);
    return found !== null && found.byteLength === (byteLength ?? found.byteLength);
  }

  async find(hash: string, format: PictureFormat): Promise<StoredFile | null> {
    const found = await this.bucket.find(pictureName(hash, format));
    return found === null ? null : { hash, format, byteLength: found.byteLength, keptAt: found.changedAt };
  }

  open(hash: string, format: PictureFormat, range?: ByteRange): Readable {
    const name = pictureName(hash, format);
    const fresh = range === undefined ? this.fresh.open(name) : null;
    return fresh ?? new LateBody((leaving) => this.bucket.open(name, leaving, range), this.place.timeoutMs);
  }

  async link(hash: string, format: PictureFormat): Promise<PictureLink | null> {
    const name = pictureName(hash, format);
    const { linkSeconds } = this.place;
    return linkSeconds === null
      ? null
      : { address: this.bucket.linkTo(name, mediaTypeOf(format), linkSeconds), lastsSeconds: linkSeconds };
  }

  async read(hash: string, format: PictureFormat): Promise<Buffer> {
    return this.fresh.read(pictureName(hash, format)) ?? buffer(this.open(hash, format));
  }

  async remove(hash: string, format: PictureFormat): Promise<void> {
    const name = pictureName(hash, format);
    this.fresh.forget(name);
    await this.bucket.remove(name);
  }

  async *list(): AsyncGenerator<StoredFile> {
    let next: string | null = null;
    do {
      const page = await this.bucket.page(next);
      for (const { name, byteLength, changedAt } of page.files) {
        const picture = pictureNamed(name.slice(name.indexOf('/') + 1));
        if (picture !== null && pictureName(picture.hash, picture.format) === name) {
          yield { ...picture, byteLength, keptAt: changedAt };
        }
      }
      next = page.next;
    } while (next !== null);
  }

  /** A failure counts as absent: the file is uploaded again. */
  private async isThere(name: string, { byteLength }: S3Upload): Promise<boolean> {
    const found = await this.bucket.find(name).catch(() => null);
    return found?.byteLength === byteLength;
  }

  /** False if the bucket cannot copy a file onto itself: the file is uploaded again. */
  private async isRenewed(name: string, { mediaType }: S3Upload): Promise<boolean> {
    return this.bucket.renew(name, mediaType).then(
      () => true,
      () => false,
    );
  }
}
