import type { Request } from 'express';
import { filesOf, isBlank } from '../../../bodies/index.js';

/** What the pictures of an edit are sent as: OpenAI's names, then those of Together and fal. */
export const IMAGE_FIELDS: readonly string[] = ['image', 'images', 'image[]', 'image_url', 'image_urls'];

export const MASK_FIELDS: readonly string[] = ['mask', 'mask_url', 'mask_image'];

export const PICTURE_FIELDS: readonly string[] = [...IMAGE_FIELDS, ...MASK_FIELDS];

/** `image[]` and `image[0]` are `image`. */
export function stemOf(field: string): string {
  return field.replace(/\[.*$/, '');
}

/** Whether a field of a form or of JSON holds a picture or a mask. */
export function isPictureField(field: string): boolean {
  return PICTURE_FIELDS.includes(field) || PICTURE_FIELDS.includes(stemOf(field));
}

/** Whether a call sends a picture or a mask, so that it is an edit whatever its route is. */
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
