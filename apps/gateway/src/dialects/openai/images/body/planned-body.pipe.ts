import type { PipeTransform } from '@nestjs/common';
import { EditBody } from './edit-body.dto.js';
import { GenerationBody } from './generation-body.dto.js';
import { ImageBodyPipe } from './image-body.pipe.js';

/** Fields that only an edit has. */
const PICTURES = new Set(['image', 'images', 'image[]', 'mask']);

const EDIT = new ImageBodyPipe(EditBody);
const GENERATION = new ImageBodyPipe(GenerationBody);

/** Reads the body of whatever is to be planned: with a picture in it it is an edit, else a generation. */
export class PlannedBodyPipe implements PipeTransform<unknown, Promise<EditBody | GenerationBody>> {
  /** @throws BridgeError `invalid_request` that names the field */
  transform(value: unknown): Promise<EditBody | GenerationBody> {
    return hasPicture(value) ? EDIT.transform(value) : GENERATION.transform(value);
  }
}

function hasPicture(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([field, content]) => PICTURES.has(field) && content !== null)
  );
}
