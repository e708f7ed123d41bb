import type { Caller, Degradation, ImageRequest } from '@fusionbridge/core';
import type { Request, Response } from 'express';
import type { GenerationAccountDto } from '../responses/images-response.dto.js';
import type { ImageBody } from '../requests/image-body.dto.js';

/** A request for pictures whose body was read. */
export interface ImageCall {
  readonly body: ImageBody;
  readonly wanted: ImageRequest;
  /** Degradations of the body that no provider can honour. */
  readonly leftOut: readonly Degradation[];
  /** Route-specific parts of the account. */
  readonly account?: Partial<GenerationAccountDto>;
  /** The field by which the client gave the size, for errors. Default `size`. */
  readonly sizeField?: string;
  /** Id of the replayed picture. */
  readonly parent?: string;
  readonly caller: Caller;
  readonly request: Request;
  readonly response: Response;
}
