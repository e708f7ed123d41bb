import type { ImageRequest } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { ImageCall } from '../image-call.js';
import { EditPictures } from '../pictures/edit-pictures.js';
import type { MaskOrigin } from '../pictures/mask-reader.js';
import type { EditBody } from './edit-body.dto.js';
import { requestOf } from './image-request.js';
import { leftOutOf } from './left-out.js';

/** An edit in the bridge's words, what of it could not be put into them, and how its mask was read. */
type EditRequest = Pick<ImageCall, 'wanted' | 'leftOut'> & { readonly maskOrigin: MaskOrigin | null };

/** Puts bodies of edits and their pictures into the bridge's words. */
@Injectable()
export class EditRequests {
  constructor(private readonly pictures: EditPictures) {}

  /**
   * @param signal Aborts downloads when the client has gone
   * @throws BridgeError `invalid_request` that names the field
   */
  async read(body: EditBody, request: Request, signal: AbortSignal): Promise<EditRequest> {
    const { maskOrigin, ...pictures } = await this.pictures.read(request, body.mask_mode, signal);
    const wanted = requestOf(body, { ...pictures, ...wishesOf(body) }, request);
    const { style, background, moderation } = body;
    const leftOut = leftOutOf({ style, background, moderation }, wanted.fidelity === 'strict');
    return { wanted, leftOut, maskOrigin };
  }
}

function wishesOf(body: EditBody): Pick<ImageRequest, 'operation' | 'prompt' | 'strength' | 'inputFidelity'> {
  return {
    operation: 'edit',
    prompt: body.prompt,
    strength: body.strength ?? null,
    inputFidelity: body.input_fidelity ?? null,
  };
}
