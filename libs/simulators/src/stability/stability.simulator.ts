import {
  type Canvas,
  type Desk,
  encoded,
  type Exchange,
  extentOf,
  fluxSizeOf,
  type Order,
  paint,
  type Reply,
  sell,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  type Vendor,
  whiteMask,
} from '../kit/index.js';
import { type Endpoint, ENDPOINTS } from './catalogue.js';
import { faultIn, type Input, inputOf, invalid } from './input.js';
import { refusal, VOICES, WRONG_KEY } from './voices.js';

const FOLDER = '/v2beta/stable-image/';
const CHOSEN_SEED = 343_940_597;
const SQUARE = { width: 1024, height: 1024 };
/** A prompt with this word comes back blurred. */
const FLAGGED_WORD = 'forbidden-fruit';

export interface StabilityOptions extends SimulatorOptions {
  /** The one key it accepts; without, any. */
  readonly apiKey?: string;
}

/** Starts a server that speaks the API of api.stability.ai. */
export async function startStability(options: StabilityOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk) => new Stability(desk, options));
}

class Stability implements Vendor {
  readonly voices = VOICES;

  constructor(
    private readonly desk: Desk,
    private readonly options: StabilityOptions,
  ) {}

  async handle(exchange: Exchange): Promise<void> {
    const { method, headers } = exchange.request;
    const { pathname } = exchange.url;
    const path = pathname.startsWith(FOLDER) ? pathname.slice(FOLDER.length) : '';
    const endpoint = method === 'POST' ? ENDPOINTS[path] : undefined;
    if (!this.knows(headers['authorization'] ?? '')) {
      exchange.reply(WRONG_KEY);
    } else if (`${method} ${pathname}` === 'GET /v1/user/balance') {
      exchange.reply({ status: 200, body: { credits: 842.5 } });
    } else if (endpoint === undefined) {
      exchange.reply(refusal(404, 'not_found', 'The resource was not found'));
    } else {
      await sell(this.desk, exchange, VOICES, async () => orderFrom(exchange, path, endpoint));
    }
  }

  private knows(authorization: string): boolean {
    const { apiKey } = this.options;
    return apiKey === undefined ? /^Bearer .+$/.test(authorization) : authorization === `Bearer ${apiKey}`;
  }
}

/** It takes forms only, also where there is no file, and answers in JSON to who asks for it. */
async function orderFrom(exchange: Exchange, path: string, endpoint: Endpoint): Promise<Order | Reply> {
  const { accept = '', 'content-type': type = '' } = exchange.request.headers;
  if (!type.startsWith('multipart/form-data')) {
    return invalid('content-type: must be multipart/form-data');
  }
  if (accept !== 'application/json') {
    return invalid('accept: must be application/json here');
  }
  const input = await inputOf(await exchange.form(), endpoint);
  return faultIn(input, path, endpoint) ?? paintingOf(input, path);
}

async function paintingOf(input: Input, path: string): Promise<Order | Reply> {
  const {
    prompt,
    negative_prompt: negative,
    model,
    seed,
    cfg_scale: scale,
    aspect_ratio: ratio,
  } = input.fields;
  const canvas = await canvasOf(input).catch(() => 'unreadable' as const);
  if (canvas === 'unreadable') {
    return invalid('image: could not be decoded');
  }
  const size = canvas?.size ?? fluxSizeOf(ratio ?? '1:1') ?? SQUARE;
  const chosen = typeof seed === 'number' && seed > 0 ? seed : CHOSEN_SEED;
  const subject = JSON.stringify([path, prompt, negative, model, scale]);
  const format = input.fields['output_format'];
  return {
    size,
    paint: async (pace) => {
      await pace.halfWay();
      const picture = await paint({ ...size, seed: chosen, subject }, canvas?.over ?? null);
      return [await encoded(picture, format === 'jpeg' || format === 'webp' ? format : 'png')];
    },
    answer: ([picture]) => ({
      image: picture?.toString('base64'),
      finish_reason: String(prompt).includes(FLAGGED_WORD) ? 'CONTENT_FILTERED' : 'SUCCESS',
      seed: chosen,
    }),
  };
}

/** The picture to paint over, whose size the new one gets. @throws where it is none */
async function canvasOf({ fields, files }: Input): Promise<{
  size: { width: number; height: number };
  over: Canvas;
} | null> {
  const { image, mask } = files;
  if (image === undefined) {
    return null;
  }
  const { width, height } = await extentOf(image);
  const size = { width, height };
  const strength = fields['strength'];
  return {
    size,
    over: {
      source: image,
      keep: typeof strength === 'number' ? 1 - strength : 0,
      mask: mask === undefined ? null : await whiteMask(mask, size),
    },
  };
}
