import type { Caller, Degradation, ImageRequest } from '@fusionbridge/core';
import type { Request, Response } from 'express';
import type { ImageBody } from './body/image-body.dto.js';

/** One call that wants pictures, its body read. */
export interface ImageCall {
  readonly body: ImageBody;
  readonly wanted: ImageRequest;
  /** What the body asks for beyond what any provider is told. */
  readonly leftOut: readonly Degradation[];
  readonly caller: Caller;
  readonly request: Request;
  readonly response: Response;
}
