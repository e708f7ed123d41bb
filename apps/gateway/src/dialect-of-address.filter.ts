import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { A1111Filter } from './dialects/a1111/a1111.filter.js';
import { OpenAiFilter } from './api/errors/openai.filter.js';
import { SimpleFilter } from './dialects/simple/simple.filter.js';
import { dialectOfPath } from './dialect-of-path.js';
import { RouteMethods } from './route-methods.js';

/** Reports errors outside of any controller, such as unknown paths, in the error format of the path. */
@Catch()
export class DialectOfAddressFilter implements ExceptionFilter {
  private readonly filters: Readonly<Record<ReturnType<typeof dialectOfPath>, ExceptionFilter>>;

  constructor(
    a1111: A1111Filter,
    simple: SimpleFilter,
    openai: OpenAiFilter,
    private readonly routes: RouteMethods,
  ) {
    this.filters = { a1111, simple, openai };
  }

  catch(exception: unknown, host: ArgumentsHost): unknown {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const { method, path } = request;
    const reported =
      exception instanceof NotFoundException
        ? (this.routes.refusalAt(request, http.getResponse<Response>()) ?? nothingAt(method, path))
        : exception;
    return this.filters[dialectOfPath(path)].catch(reported, host);
  }
}

/** Nest's own message repeats the query, and with it a key given as `?token=`. */
function nothingAt(method: string, path: string): NotFoundException {
  return new NotFoundException(`There is nothing at ${method} ${path}. GET /docs lists what there is.`);
}
