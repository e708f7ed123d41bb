import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { contextOf, type FormFile, NO_BODY, type ReceivedBody } from '../request-context/index.js';

/** Resolves the placeholders that replace pictures in a parsed body. */
export interface InlinePictureTexts {
  /** @throws PictureError when the text is not base64 */
  bytesOf(text: string): Buffer;
}

/** For the body interceptors. */
export function setBody(request: Request, body: Partial<ReceivedBody>): void {
  contextOf(request).body = { ...NO_BODY, ...body };
}

/** The bytes of a JSON body as received; null for a form or without a body. */
export function rawBodyOf(request: Request): Buffer | null {
  return contextOf(request).body.raw;
}

/** SHA-256 of the body in hex, to recognise a repeated call; empty without a body. */
export function bodyDigestOf(request: Request): Promise<string> {
  return contextOf(request).body.digest();
}

/** The pictures in a JSON body. */
export function inlinePicturesOf(request: Request): InlinePictureTexts {
  return contextOf(request).body.cut;
}

/** The files of a form, in the order in which they arrived; none for JSON. */
export function filesOf(request: Request): readonly FormFile[] {
  return contextOf(request).body.files;
}

/** Parameter decorator: the pictures in a JSON body. */
export const InlinePictures = createParamDecorator(
  (_data: unknown, context: ExecutionContext): InlinePictureTexts =>
    inlinePicturesOf(context.switchToHttp().getRequest<Request>()),
);
