import { Injectable, MethodNotAllowedException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';

/** What is read of Express: the layers of its router, of which only the routes have a path. */
const Layers = z.array(
  z.object({
    route: z
      .object({ path: z.string(), methods: z.record(z.string(), z.boolean()) })
      .optional()
      .catch(undefined),
  }),
);

interface Pattern {
  readonly path: RegExp;
  readonly methods: ReadonlySet<string>;
}

/** Which methods each path of the running bridge takes. */
@Injectable()
export class RouteMethods {
  private readonly literal = new Map<string, Set<string>>();
  private readonly patterns: Pattern[] = [];

  constructor(private readonly host: HttpAdapterHost) {}

  /**
   * Middleware: answers a method that a path without parameters does not take with 405 and `Allow`. Without it
   * `GET /v1/images/generations` would be a picture of the name "generations".
   */
  readonly refuseOthers = (request: Request, response: Response, next: NextFunction): void => {
    this.read();
    const taken = this.literal.get(normal(request.path));
    next(taken === undefined ? undefined : (this.refusal(taken, request, response) ?? undefined));
  };

  /** The 405 for an address that exists, but not for this method; null where nothing is there for any method. */
  refusalAt(request: Request, response: Response): MethodNotAllowedException | null {
    this.read();
    const taken = this.patterns
      .filter((one) => one.path.test(request.path))
      .flatMap((one) => [...one.methods]);
    return taken.length === 0 ? null : this.refusal(new Set(taken), request, response);
  }

  private refusal(
    taken: ReadonlySet<string>,
    { method, path }: Request,
    response: Response,
  ): MethodNotAllowedException | null {
    if (taken.has(method)) {
      return null;
    }
    const names = [...taken].join(', ');
    response.setHeader('allow', names);
    const redirected =
      method === 'GET' && taken.has('POST')
        ? ' A redirect on the way turns a POST into a GET: use the address that it leads to.'
        : '';
    return new MethodNotAllowedException(`${path} takes ${names}, not ${method}.${redirected}`);
  }

  /** Once, when all routes are there. */
  private read(): void {
    if (this.literal.size > 0) {
      return;
    }
    // Application and router are functions, which no schema of an object takes.
    const router: unknown = Reflect.get(Object(this.host.httpAdapter.getInstance()), 'router');
    for (const { route } of Layers.parse(Reflect.get(Object(router), 'stack'))) {
      if (route !== undefined) {
        this.add(route.path, Object.keys(route.methods));
      }
    }
  }

  private add(path: string, names: readonly string[]): void {
    const methods = names.map((name) => name.toUpperCase());
    const taken = new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods);
    if (/[:*{]/.test(path)) {
      this.patterns.push({ path: patternOf(path), methods: taken });
      return;
    }
    const known = this.literal.get(normal(path)) ?? [];
    this.literal.set(normal(path), new Set([...known, ...taken]));
  }
}

/** Express tells neither capitals nor a slash at the end apart. */
function normal(path: string): string {
  return path.toLowerCase().replace(/(?<=.)\/$/, '');
}

function patternOf(path: string): RegExp {
  const escaped = path
    .split('/')
    .map((part) =>
      part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
    );
  return new RegExp(`^${escaped.join('/')}/?$`, 'i');
}
