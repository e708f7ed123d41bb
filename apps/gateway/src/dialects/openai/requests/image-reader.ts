import type { Degradation, ImageRequest } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { filesOf, UnknownFields } from '../../../bodies/index.js';
import type { ImageCall } from '../images/image-call.js';
import { EditPictures } from '../input-pictures/edit-pictures.js';
import { EditBody } from './edit-body.dto.js';
import { GenerationBody } from './generation-body.dto.js';
import { HARMLESS } from './harmless-fields.js';
import { ImageBodyPipe } from './image-body.pipe.js';
import { callOf, written } from './image-request.js';
import { isPictureField, PICTURE_FIELDS, showsPicture } from './picture-fields.js';

/** The part of a call that is read from its body. */
type ReadCall = Pick<ImageCall, 'body' | 'wanted' | 'leftOut' | 'account'>;

const EDIT = new ImageBodyPipe(EditBody, PICTURE_FIELDS);
const GENERATION = new ImageBodyPipe(GenerationBody, PICTURE_FIELDS);

/**
 * Reads the bodies of generations, edits, plans and quotes, so that the same body is the same request for all of them.
 */
@Injectable()
export class ImageReader {
  constructor(private readonly pictures: EditPictures) {}

  /**
   * Reads a body as an edit if it contains a picture or a mask, else as a generation.
   * @param signal Aborts downloads when the client disconnects
   * @throws BridgeError `invalid_request` that names the field; `unsupported` for degradations under strict fidelity
   */
  async read(request: Request, signal: AbortSignal): Promise<ReadCall> {
    return showsPicture(request) ? this.edit(request, signal) : generationIn(request);
  }

  /** Like `read`, for a body that must be an edit. */
  async edit(request: Request, signal: AbortSignal): Promise<ReadCall> {
    const body = await EDIT.transform(request.body);
    const { maskOrigin, ...pictures } = await this.pictures.read(request, body.mask_mode, signal);
    const { wanted, leftOut } = callOf(body, { ...wishesOf(body), ...pictures }, request);
    const call = written(wanted, [...leftOut, ...unknownFiles(request)]);
    return { body, ...call, account: { mask_mode: maskOrigin } };
  }
}

async function generationIn(request: Request): Promise<ReadCall> {
  const body = await GENERATION.transform(request.body);
  const { wanted, leftOut } = callOf(body, { prompt: body.prompt }, request);
  return { body, ...written(wanted, [...leftOut, ...unknownFiles(request)]) };
}

function wishesOf(body: EditBody): Pick<ImageRequest, 'operation' | 'prompt' | 'strength' | 'inputFidelity'> {
  return {
    operation: 'edit',
    prompt: body.prompt,
    strength: body.strength ?? null,
    inputFidelity: body.input_fidelity ?? null,
  };
}

/** Form files that are neither a picture nor a mask. */
function unknownFiles(request: Request): Degradation[] {
  const unknown = new UnknownFields(HARMLESS);
  for (const { field, bytes } of filesOf(request)) {
    if (!isPictureField(field) && bytes.length > 0) {
      unknown.note(field, 'a file');
    }
  }
  return unknown.degradations;
}
