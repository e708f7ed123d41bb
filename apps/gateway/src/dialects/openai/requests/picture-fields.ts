import type { Request } from 'express';
import { filesOf, isBlank } from '../../../bodies/index.js';

/** The fields for the pictures of an edit: OpenAI's, then those of Together and fal. */
export const IMAGE_FIELDS: readonly string[] = ['image', 'images', 'image[]', 'image_url', 'image_urls'];

export const MASK_FIELDS: readonly string[] = ['mask', 'mask_url', 'mask_image'];

export const PICTURE_FIELDS: readonly string[] = [...IMAGE_FIELDS, ...MASK_FIELDS];

/** `image[]` and `image[0]` become `image`. */
export function stemOf(field: string): string {
  return field.replace(/\[.*$/, '');
}

/** True if a field of a form or of JSON holds a picture or a mask. */
export function isPictureField(field: string): boolean {
  return PICTURE_FIELDS.includes(field) || PICTURE_FIELDS.includes(stemOf(field));
}

/** True if a call sends a picture or a mask, and so is an edit on any route. */
export function showsPicture(request: Request): boolean {
  const body: unknown = request.body;
  const fields =
    typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.entries(body) : [];
  return (
    fields.some(([field, content]) => PICTURE_FIELDS.includes(field) && !isNothing(content)) ||
    filesOf(request).some(({ field, bytes }) => bytes.length > 0 && isPictureField(field))
  );
}

function isNothing(content: unknown): boolean {
  return isBlank(content) || (Array.isArray(content) && content.every(isBlank));
}
