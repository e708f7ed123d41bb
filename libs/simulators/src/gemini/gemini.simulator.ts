import { createHash } from 'node:crypto';
import {
  type Canvas,
  type Channel,
  type Desk,
  encoded,
  type Exchange,
  extentOf,
  type Order,
  paint,
  type Reply,
  sell,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  type Vendor,
} from '../kit/index.js';
import { answerWithoutImage, type Asked, imagesAnswer } from './answer.js';
import { extentFor, type GeminiModel, MODELS, ratioLike, USUAL_RATIO, USUAL_SIZE } from './catalogue.js';
import { type Input, inputOf } from './input.js';
import { googleError, NO_KEY, REFUSALS, unknownModel, WRONG_KEY } from './refusals.js';
import { scenarioOf } from './scenarios.js';

/** `/<version>/models[/<model>[:<method>]]` */
const PATH = /^\/(v1|v1beta)\/models(?:\/([^/:]+)(?::(\w+))?)?$/;
/** Share of the input image that remains visible in the output. */
const KEEP = 0.5;
const CHOSEN_SEED_STEP = 7919;

export interface GeminiOptions extends SimulatorOptions {
  /** The only accepted key; any key if not given. */
  readonly apiKey?: string;
}

/** Starts a server for the image part of the Gemini API, under `/v1beta` and `/v1`. */
export async function startGemini(options: GeminiOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk) => new Gemini(desk, options));
}

class Gemini implements Vendor {
  readonly voices = REFUSALS;
  private answers = 0;

  constructor(
    private readonly desk: Desk,
    private readonly options: GeminiOptions,
  ) {}

  async handle(exchange: Exchange): Promise<void> {
    const { method } = exchange.request;
    const [, version, name, verb] = PATH.exec(exchange.url.pathname) ?? [];
    const refusal = this.refusalOf(exchange);
    if (refusal !== null) {
      exchange.reply(refusal);
    } else if (version === undefined) {
      exchange.reply(googleError(404, 'NOT_FOUND', 'Requested entity was not found.'));
    } else if (method === 'GET' && verb === undefined) {
      exchange.reply(name === undefined ? { status: 200, body: modelList() } : oneModel(name, version));
    } else if (method === 'POST' && (verb === 'generateContent' || verb === 'streamGenerateContent')) {
      const channel = verb === 'generateContent' ? null : streamIn(exchange);
      await sell(this.desk, exchange, REFUSALS, async () =>
        this.orderOf(exchange.json(), { name: name ?? '', version, channel }),
      );
    } else {
      exchange.reply(googleError(404, 'NOT_FOUND', 'Method not found.'));
    }
  }

  /** Google accepts the key in a header or in the query. */
  private refusalOf({ request, url }: Exchange): Reply | null {
    const key = request.headers['x-goog-api-key'] ?? url.searchParams.get('key');
    if (key === null || key === '') {
      return NO_KEY;
    }
    return this.options.apiKey === undefined || key === this.options.apiKey ? null : WRONG_KEY;
  }

  private async orderOf(
    json: unknown,
    { name, version, channel }: { name: string; version: string; channel: Channel | null },
  ): Promise<Order | Reply> {
    const model = MODELS[name];
    if (model === undefined) {
      return unknownModel(name, version);
    }
    const input = await inputOf(json, model);
    if ('status' in input) {
      return input;
    }
    const scenario = scenarioOf(input.prompt, name);
    this.answers += 1;
    const asked = { name, model, input, scenario, responseId: `pQx1aZ${this.answers}` };
    return scenario.refusal ?? this.paintingOf(asked, channel);
  }

  private async paintingOf(asked: Asked, channel: Channel | null): Promise<Order> {
    const { name, model, input, scenario } = asked;
    const size = extentFor(model, await ratioOf(input, model), input.size ?? USUAL_SIZE);
    const seed = input.seed ?? this.answers * CHOSEN_SEED_STEP;
    const subject = JSON.stringify([name, input.prompt, input.pictures.map(hashOf)]);
    // Undocumented: Gemini 2.5 returns PNG, newer models mostly JPEG.
    const format = model.sizes.length === 0 ? 'png' : 'jpeg';
    return {
      size,
      ...(channel === null ? {} : { channel }),
      regret: scenario.finishReason === null ? null : answerWithoutImage(asked, scenario.finishReason),
      paint: async (pace) => {
        await pace.halfWay();
        const canvas = canvasOf(input);
        const finished = await encoded(await paint({ ...size, seed, subject }, canvas), format);
        return scenario.draft === null
          ? [finished]
          : [
              await encoded(await paint({ ...size, seed, subject: `${subject} draft` }, canvas), format),
              finished,
            ];
      },
      answer: (pictures) => imagesAnswer(asked, pictures, `image/${format}`),
    };
  }
}

/** The requested ratio, else that of the last input image. */
async function ratioOf({ ratio, pictures }: Input, model: GeminiModel): Promise<string> {
  const last = pictures.at(-1);
  if (ratio !== null || last === undefined) {
    return ratio ?? USUAL_RATIO;
  }
  return ratioLike(await extentOf(last), model);
}

function canvasOf({ pictures: [source] }: Input): Canvas | null {
  return source === undefined ? null : { source, keep: KEEP, mask: null };
}

function hashOf(picture: Buffer): string {
  return createHash('sha256').update(picture).digest('hex');
}

/** Server-sent events with `alt=sse`, else a JSON array. Both have one element, with the whole image. */
function streamIn(exchange: Exchange): Channel {
  const isEvents = exchange.url.searchParams.get('alt') === 'sse';
  const framed = (answer: Buffer): Buffer =>
    isEvents
      ? Buffer.concat([Buffer.from('data: '), answer, Buffer.from('\r\n\r\n')])
      : Buffer.concat([Buffer.from('['), answer, Buffer.from(']')]);
  const contentType = isEvents ? 'text/event-stream' : 'application/json';
  return {
    whole: (answer) => exchange.bytes(200, contentType, framed(answer)),
    half: (answer) => exchange.breakOff(framed(answer), contentType),
    refusal: ({ status, body }) =>
      exchange.bytes(status, contentType, framed(Buffer.from(JSON.stringify(body)))),
  };
}

function modelList(): unknown {
  return { models: Object.entries(MODELS).map(([name, model]) => described(name, model)) };
}

function oneModel(name: string, version: string): Reply {
  const model = MODELS[name];
  return model === undefined ? unknownModel(name, version) : { status: 200, body: described(name, model) };
}

function described(name: string, model: GeminiModel): unknown {
  return {
    name: `models/${name}`,
    version: '001',
    displayName: model.displayName,
    inputTokenLimit: model.inputTokenLimit,
    outputTokenLimit: model.outputTokenLimit,
    supportedGenerationMethods: ['generateContent', 'countTokens', 'batchGenerateContent'],
  };
}
