import { type CutJson, cutBase64 } from '@fusionbridge/media';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { FormFile } from './form/form.js';

/** Pictures that stood in a JSON body as base64. */
export interface InlinePictureTexts {
  /** @throws PictureError when the text is no base64 */
  bytesOf(text: string): Buffer;
}

/** A body that was read, whatever it was written in. */
interface BodyOfRequest {
  /** As it came; null for a form. */
  readonly raw: Buffer | null;
  readonly cut: CutJson;
  readonly files: readonly FormFile[];
  /** SHA-256 of what it says, as hex: equal for a form that was sent again under another boundary. */
  readonly digest: () => Promise<string>;
}

const NOTHING: BodyOfRequest = {
  raw: null,
  cut: cutBase64(Buffer.from('{}')),
  files: [],
  digest: () => Promise.resolve(''),
};
const bodies = new WeakMap<Request, BodyOfRequest>();

/** For those who read bodies. */
export function rememberBody(request: Request, body: Partial<BodyOfRequest>): void {
  bodies.set(request, { ...NOTHING, ...body });
}

/** The bytes of a JSON body as they came. */
export function rawBodyOf(request: Request): Buffer | null {
  return bodyOf(request).raw;
}

/** Tells a repeated call from a new one; empty where there was no body. */
export function bodyDigestOf(request: Request): Promise<string> {
  return bodyOf(request).digest();
}

/** The pictures that stood in a JSON body. */
export function inlinePicturesOf(request: Request): InlinePictureTexts {
  return bodyOf(request).cut;
}

/** The files of a form, in the order in which they came; none for JSON. */
export function filesOf(request: Request): readonly FormFile[] {
  return bodyOf(request).files;
}

/** Parameter: the pictures that stood in a JSON body. */
export const InlinePictures = createParamDecorator(
  (_data: unknown, context: ExecutionContext): InlinePictureTexts =>
    inlinePicturesOf(context.switchToHttp().getRequest<Request>()),
);

function bodyOf(request: Request): BodyOfRequest {
  return bodies.get(request) ?? NOTHING;
}
