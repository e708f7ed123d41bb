import type { Picture } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { isPictureAddress, PictureReader, type ReadingContext, sentIn } from '../../../bodies/index.js';
import type { EchoedPictures } from '../responses/parameters-echo.js';
import type { Img2ImgBody } from '../body/img2img-body.dto.js';

/** Reads bare base64, a `data:` URI, or an address (A1111 api.py `decode_base64_to_image`). */
@Injectable()
export class InputPictures {
  constructor(private readonly reader: PictureReader) {}

  /**
   * The bytes as they were sent.
   * @throws BridgeError `invalid_request` that names the field
   */
  private async bytes(text: string, field: string, context: ReadingContext): Promise<Buffer> {
    return this.naming(field, () => this.reader.bytes(text, context));
  }

  /**
   * The bytes of a complete PNG, JPEG or WebP as they were sent, without decoding.
   * @throws BridgeError `invalid_request` that names the field
   */
  async file(text: string, field: string, context: ReadingContext): Promise<Buffer> {
    return this.naming(field, async () => (await this.reader.inspected(text, context)).bytes);
  }

  /**
   * The picture normalised: upright, one frame, 8 bits.
   * @throws BridgeError `invalid_request` that names the field
   */
  async picture(text: string, field: string, context: ReadingContext): Promise<Picture> {
    return this.normalised(await this.bytes(text, field, context), field);
  }

  /**
   * Like `picture`, for bytes that were already read.
   * @throws BridgeError `invalid_request` that names the field
   */
  async normalised(bytes: Buffer, field: string): Promise<Picture> {
    return this.naming(field, () => this.reader.normalised(bytes));
  }

  /**
   * The pictures of a request as text again, for `include_init_images`. The only place where a picture becomes a
   * string, and only for clients that ask for their own upload.
   * @throws BridgeError `invalid_request` that names the field
   */
  async echoed(body: Img2ImgBody, context: ReadingContext): Promise<EchoedPictures> {
    const { init_images: sources, mask = '' } = body;
    return {
      init_images: await Promise.all(sources.map((text) => this.echo(text, 'init_images', context))),
      mask: mask === '' ? null : await this.echo(mask, 'mask', context),
    };
  }

  private async echo(text: string, field: string, context: ReadingContext): Promise<string> {
    return isPictureAddress(text) ? text : (await this.bytes(text, field, context)).toString('base64');
  }

  private naming<T>(field: string, read: () => Promise<T>): Promise<T> {
    return sentIn(field, 'Invalid encoded image', read);
  }
}
