import { BridgeError, type ImageRequest } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { filesOf, inlinePicturesOf } from '../../../bodies/index.js';
import { type MaskMode, type MaskOrigin, MaskReader } from './mask-reader.js';
import { PictureInputs } from './picture-inputs.js';
import { sentPictures } from './sent-pictures.js';

/** The pictures of an edit for the bridge's request, and how its mask was read. */
type ReadEdit = Pick<ImageRequest, 'source' | 'mask' | 'references'> & {
  readonly maskOrigin: MaskOrigin | null;
};

/** Reads the inputs of an edit: the first picture, its mask, and the others as references. */
@Injectable()
export class EditPictures {
  constructor(
    private readonly inputs: PictureInputs,
    private readonly masks: MaskReader,
  ) {}

  /**
   * @param signal Aborts downloads when the client disconnects
   * @throws BridgeError `invalid_request` that names the field
   */
  async read(request: Request, mode: MaskMode = 'auto', signal: AbortSignal): Promise<ReadEdit> {
    const sent = sentPictures(request.body, filesOf(request));
    const context = { texts: inlinePicturesOf(request), request, signal };
    const [source, ...references] = await this.inputs.read(sent.images, context);
    if (source === undefined) {
      throw BridgeError.invalid('image', "Invalid 'image': it is missing. Send at least one picture.");
    }
    const [mask = null] = await this.inputs.read(sent.mask === null ? [] : [sent.mask], context);
    const read = await this.masks.read(source, mask, mode);
    return { source, references, mask: read?.mask ?? null, maskOrigin: read?.origin ?? null };
  }
}
