import { BridgeError, type Picture } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { PictureReader, type ReadingContext, sentIn } from '../../../bodies/index.js';
import type { SentPicture } from './sent-pictures.js';
import { BodiesEnv } from '../../../bodies/bodies.env.js';

/** Reads the pictures of a call one at a time: addresses can bring in more data than the limit of a body allows. */
@Injectable()
export class PictureInputs {
  private readonly most: number;

  constructor(
    private readonly reader: PictureReader,
    settings: Settings,
  ) {
    this.most = settings.section(BodiesEnv).MAX_BODY_BYTES;
  }

  /**
   * The pictures normalised: upright, one frame, 8 bits.
   * @throws BridgeError `invalid_request` that names the field
   */
  async read(sent: readonly SentPicture[], context: ReadingContext): Promise<Picture[]> {
    const pictures: Picture[] = [];
    let bytes = 0;
    for (const one of sent) {
      const picture = await this.picture(one, context);
      bytes += picture.bytes.length;
      if (bytes > this.most) {
        throw BridgeError.invalid(
          one.field,
          `Invalid '${one.field}': the pictures together have more than ${this.most} bytes (MAX_BODY_BYTES).`,
        );
      }
      pictures.push(picture);
    }
    return pictures;
  }

  private picture({ field, content }: SentPicture, context: ReadingContext): Promise<Picture> {
    return sentIn(field, `Invalid '${field}'`, () => this.reader.picture(content, context));
  }
}
