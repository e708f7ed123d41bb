import type { Caller, Degradation, ImageRequest } from '@fusionbridge/core';
import type { Request, Response } from 'express';
import type { GenerationAccountDto } from '../responses/images-response.dto.js';
import type { ImageBody } from '../requests/image-body.dto.js';

/** One call that wants pictures, its body read. */
export interface ImageCall {
  readonly body: ImageBody;
  readonly wanted: ImageRequest;
  /** What the body asks for beyond what any provider is told. */
  readonly leftOut: readonly Degradation[];
  /** What only this route tells in its account of what was done. */
  readonly account?: Partial<GenerationAccountDto>;
  /** The field by which the client gave the size, for errors. Default `size`. */
  readonly sizeField?: string;
  /** The id of the picture that the call repeats. */
  readonly parent?: string;
  readonly caller: Caller;
  readonly request: Request;
  readonly response: Response;
}
