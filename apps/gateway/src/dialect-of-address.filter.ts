import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { A1111Filter } from './dialects/a1111/a1111.filter.js';
import { OpenAiFilter } from './api/errors/openai.filter.js';
import { SimpleFilter } from './dialects/simple/simple.filter.js';
import { RouteMethods } from './route-methods.js';

/**
 * For errors outside of any controller, above all an address nobody serves. They are told in the dialect of the
 * address.
 */
@Catch()
export class DialectOfAddressFilter implements ExceptionFilter {
  constructor(
    private readonly a1111: A1111Filter,
    private readonly simple: SimpleFilter,
    private readonly openai: OpenAiFilter,
    private readonly routes: RouteMethods,
  ) {}

  catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const { method, path } = request;
    const told =
      exception instanceof NotFoundException
        ? (this.routes.refusalAt(request, http.getResponse<Response>()) ?? nothingAt(method, path))
        : exception;
    if (path.startsWith('/sdapi/')) {
      return this.a1111.catch(told, host);
    }
    return path.startsWith('/api/ai/') ? this.simple.catch(told, host) : this.openai.catch(told, host);
  }
}

/** Nest's own message repeats the query, and with it a key given as `?token=`. */
function nothingAt(method: string, path: string): NotFoundException {
  return new NotFoundException(`There is nothing at ${method} ${path}. GET /docs lists what there is.`);
}
