import { randomUUID } from 'node:crypto';
import { extensionOf, formatSize, mediaTypeOf, type Picture } from '@fusionbridge/core';
import { bodyOf, type RequestBody } from './request-body.js';

/** A field or a file of a form. */
export type FormPart =
  { readonly name: string; readonly value: string } | { readonly name: string; readonly picture: Picture };

/** A multipart/form-data body; pictures go in as bytes. */
export function formBody(parts: readonly FormPart[]): RequestBody {
  const boundary = `fusionbridge-${randomUUID()}`;
  const pieces = parts.flatMap((part) => [
    Buffer.from(`--${boundary}\r\n${headOf(part)}\r\n\r\n`),
    'picture' in part ? part.picture.bytes : Buffer.from(part.value),
    Buffer.from('\r\n'),
  ]);
  return bodyOf(`multipart/form-data; boundary=${boundary}`, [...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

function headOf(part: FormPart): string {
  const disposition = `Content-Disposition: form-data; name="${part.name}"`;
  if (!('picture' in part)) {
    return disposition;
  }
  const { format } = part.picture;
  const fileName = `${part.name.replace(/\W/g, '')}.${extensionOf(format)}`;
  return `${disposition}; filename="${fileName}"\r\nContent-Type: ${mediaTypeOf(format)}`;
}

/** The form in readable form, for logs and previews. A repeated name becomes a list. */
export function shownForm(parts: readonly FormPart[]): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const part of parts) {
    const value = 'picture' in part ? `<${part.picture.format} ${formatSize(part.picture)}>` : part.value;
    const before = shown[part.name];
    shown[part.name] = before === undefined ? value : [before, value].flat();
  }
  return shown;
}
