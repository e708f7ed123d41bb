import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

/** What a server answered. */
export interface Answered {
  readonly status: number;
  readonly reason: string;
  readonly headers: IncomingMessage['headers'];
  /** As it came over the wire. */
  readonly text: string;
  readonly body: unknown;
}

/** A call that goes on. */
export interface Call {
  readonly request: ClientRequest;
  readonly answered: Promise<Answered>;
}

/** What a picture answer must be, whoever reads it. */
export const Generated = z.object({
  images: z.array(z.string()),
  parameters: z.record(z.string(), z.unknown()),
  info: z.string().transform((text): unknown => JSON.parse(text)),
});

/** The part of `info` that clients read. */
export const Info = z.looseObject({
  seed: z.number(),
  all_seeds: z.array(z.number()),
  width: z.number(),
  height: z.number(),
  infotexts: z.array(z.string()),
  degradations: z.array(z.looseObject({ field: z.string(), asked: z.string(), given: z.string() })),
});

export const ProgressShape = z.object({
  progress: z.number(),
  eta_relative: z.number(),
  state: z.looseObject({ job_count: z.number() }),
  current_image: z.string().nullable(),
  textinfo: z.string().nullable(),
});

/** A client of `/sdapi/v1` that sends exactly the headers it is given. */
export class A1111Client {
  constructor(
    private readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  get(path: string): Promise<Answered> {
    return this.call('GET', path, null).answered;
  }

  post(path: string, body?: unknown): Promise<Answered> {
    return this.call('POST', path, body === undefined ? null : JSON.stringify(body)).answered;
  }

  /** Paints and expects to get pictures. */
  async paint(path: string, body: unknown): Promise<z.infer<typeof Generated>> {
    const answer = await this.post(path, body);
    if (answer.status !== 200) {
      throw new Error(`${answer.status}: ${answer.text}`);
    }
    return Generated.parse(answer.body);
  }

  async progress(): Promise<z.infer<typeof ProgressShape>> {
    return ProgressShape.parse((await this.get('progress')).body);
  }

  /** Starts a call and does not wait. */
  call(method: string, path: string, content: string | null, more: Record<string, string> = {}): Call {
    const started = request(`${this.url}/sdapi/v1/${path}`, {
      method,
      agent: false,
      headers: {
        ...this.headers,
        ...(content === null ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'content-length': Buffer.byteLength(content ?? '') } : {}),
        ...more,
      },
    });
    const answered = new Promise<Answered>((resolve, reject) => {
      started.once('error', reject);
      started.once('response', (response) => {
        read(response).then(resolve, reject);
      });
    });
    started.end(content ?? undefined);
    return { request: started, answered };
  }
}

async function read(response: IncomingMessage): Promise<Answered> {
  const pieces: Buffer[] = [];
  for await (const piece of response) {
    pieces.push(Buffer.from(piece));
  }
  const text = Buffer.concat(pieces).toString('utf8');
  return {
    status: response.statusCode ?? 0,
    reason: response.statusMessage ?? '',
    headers: response.headers,
    text,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** Asks again and again until it is so; a test that waits in vain ends by its own limit. */
export async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  let answer = await ask();
  while (!isSo(answer)) {
    await pause(20);
    answer = await ask();
  }
  return answer;
}

/** The bytes behind bare base64; fails for a data URI or an address. */
export function bytesOf(image: string | undefined): Buffer {
  if (image === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(image)) {
    throw new Error(`This is no bare base64: ${String(image).slice(0, 60)}`);
  }
  return Buffer.from(image, 'base64');
}
