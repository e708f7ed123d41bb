import { type CutJson, cutBase64, JsonTooLarge } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import {
  BadRequestException,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  PayloadTooLargeException,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { setBody } from './body-of-request.js';
import { inUtf8 } from './in-utf8.js';
import { MOST_VALUES, USUAL_MOST_VALUES } from './most-values.js';
import { digestOf } from './digest.js';
import { refuseDeep } from './nesting.js';
import { readBody } from './read-body.js';
import { withinTime } from './within-time.js';
import { BodiesEnv } from './bodies.env.js';

/** JSON without its pictures: ten times the longest prompts and all other fields. */
const MOST_TEXT = 4 * 1024 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads JSON bodies without turning their pictures into strings. Runs after the guards, so that the body of an
 * unauthorized or throttled request is never read, and before the pipes, so that each dialect words its own errors.
 */
@Injectable()
export class JsonBodyInterceptor implements NestInterceptor {
  private readonly most: number;
  private readonly seconds: number;

  constructor(
    settings: Settings,
    private readonly reflector: Reflector,
  ) {
    const env = settings.section(BodiesEnv);
    this.most = env.MAX_BODY_BYTES;
    this.seconds = env.UPLOAD_TIMEOUT_SECONDS;
  }

  /** @throws HttpException 400, 413 or 415; BridgeError `invalid_request` if nested too deeply */
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    if (mayCarryJson(request)) {
      refuseCompressed(request);
      const values = this.reflector.get<number | undefined>(MOST_VALUES, context.getHandler());
      const response = context.switchToHttp().getResponse<Response>();
      await this.read(request, response, values ?? USUAL_MOST_VALUES);
    }
    return next.handle();
  }

  private async read(request: Request, response: Response, mostValues: number): Promise<void> {
    const came = await withinTime(response, this.seconds, (signal) => readBody(request, this.most, signal));
    if (came.length > 0) {
      const raw = inUtf8(came, request.headers['content-type'] ?? '');
      const cut = parsed(raw, mostValues, hintFor(request));
      refuseDeep(cut.value);
      setBody(request, { raw, cut, digest: () => digestOf([raw]) });
      request.body = cut.value;
    }
  }
}

/**
 * Accepts any content type but real forms: some clients send JSON as text/plain or without a type (contracts/clients.md
 * §0.2), and `curl -d` declares a form. Real forms are left to the form interceptor.
 */
function mayCarryJson(request: Request): boolean {
  const type = request.headers['content-type'] ?? '';
  return ['POST', 'PUT', 'PATCH', 'DELETE'].includes(request.method) && !/^multipart\//i.test(type);
}

function refuseCompressed(request: Request): void {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new UnsupportedMediaTypeException(
      `Bodies are read uncompressed; this one says content-encoding: ${encoding.slice(0, 20)}.`,
    );
  }
}

/** `curl -d` declares JSON as a form; a body declared so that is not JSON was meant as a form. */
function hintFor(request: Request): string {
  const isForm = /^application\/x-www-form-urlencoded/i.test(request.headers['content-type'] ?? '');
  return isForm ? '. Forms are taken as multipart/form-data only' : '';
}

/** @param hint Appended to the error message */
function parsed(raw: Buffer, values: number, hint: string): CutJson {
  try {
    return cutBase64(withoutMark(raw), { bytes: MOST_TEXT, values });
  } catch (error) {
    if (error instanceof JsonTooLarge && error.what === 'values') {
      throw new BadRequestException(`The body holds more than ${values} values and names.`);
    }
    if (error instanceof JsonTooLarge) {
      throw new PayloadTooLargeException(
        `The body holds more than ${MOST_TEXT / 1024 / 1024} MiB beside its pictures. A picture counts as text where its base64 is damaged.`,
      );
    }
    const reason = error instanceof SyntaxError ? error.message : 'it cannot be read';
    throw new BadRequestException(`The body is no valid JSON: ${reason}${hint}`);
  }
}

/** Skips a byte order mark, which .NET's writers add; Python's JSON parser skips it, too. */
function withoutMark(raw: Buffer): Buffer {
  const { length } = BYTE_ORDER_MARK;
  return raw.subarray(0, length).equals(BYTE_ORDER_MARK) ? raw.subarray(length) : raw;
}
