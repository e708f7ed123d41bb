import { MediaEnv } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { setBody } from '../body-of-request.js';
import { withinTime } from '../within-time.js';
import { nestedFields } from './nested-fields.js';
import { type FormBounds, readForm } from './read-form.js';
import { BodiesEnv } from '../bodies.env.js';

const TAKES_FORM = Symbol('takes a form');

/** Method decorator: the route takes multipart/form-data as well as JSON; all other routes refuse it with 415. */
export const TakesForm = (): MethodDecorator => SetMetadata(TAKES_FORM, true);

/**
 * Reads multipart forms after the guards, as the JSON interceptor does. In a route marked `@TakesForm()`, `@Body()` has
 * the form's texts as strings, nested by their names (`loras[][name]`), empty ones omitted; `filesOf(request)` has its
 * files in order, not yet inspected.
 */
@Injectable()
export class FormBodyInterceptor implements NestInterceptor {
  private readonly bounds: FormBounds;
  private readonly seconds: number;

  constructor(
    settings: Settings,
    private readonly reflector: Reflector,
  ) {
    const { MAX_BODY_BYTES, UPLOAD_TIMEOUT_SECONDS } = settings.section(BodiesEnv);
    const { MAX_PICTURE_BYTES } = settings.section(MediaEnv);
    this.bounds = { most: MAX_BODY_BYTES, mostInFile: MAX_PICTURE_BYTES };
    this.seconds = UPLOAD_TIMEOUT_SECONDS;
  }

  /** @throws HttpException 400, 413 or 415; BridgeError `invalid_request` that names a field */
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    if (isForm(request)) {
      if (this.reflector.get(TAKES_FORM, context.getHandler()) !== true) {
        throw new UnsupportedMediaTypeException('This address takes JSON and no multipart form.');
      }
      const response = context.switchToHttp().getResponse<Response>();
      const { texts, files, digest } = await withinTime(response, this.seconds, (signal) =>
        readForm(request, this.bounds, signal),
      );
      setBody(request, { files, digest });
      request.body = nestedFields(texts);
    }
    return next.handle();
  }
}

function isForm(request: Request): boolean {
  return request.method !== 'GET' && /^multipart\//i.test(request.headers['content-type'] ?? '');
}
