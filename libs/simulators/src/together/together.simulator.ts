import { firstWords, messagesIn, spokenTo } from '../chat/index.js';
import {
  converse,
  type Desk,
  encoded,
  type Exchange,
  numberIn,
  type Order,
  paint,
  PictureShelf,
  type Reply,
  sell,
  type Simulator,
  type SimulatorOptions,
  type Spoken,
  startSimulator,
  type Vendor,
} from '../kit/index.js';
import { faultIn, MODELS } from './input.js';
import { invalid, refusal, VOICES } from './voices.js';

const CHOSEN_SEED_STEP = 7919;
const USUAL_SIDE = 1024;

export interface TogetherOptions extends SimulatorOptions {
  /** The one key it accepts; without, any. */
  readonly apiKey?: string;
}

/** Starts a server that speaks the API of api.together.ai below `/v1`. */
export async function startTogether(options: TogetherOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk, url) => new Together(desk, url, options));
}

class Together implements Vendor {
  readonly voices = VOICES;
  private readonly shelf: PictureShelf;
  private chosenSeeds = 0;

  constructor(
    private readonly desk: Desk,
    origin: string,
    private readonly options: TogetherOptions,
  ) {
    this.shelf = new PictureShelf(origin, '/shrt/');
  }

  async handle(exchange: Exchange): Promise<void> {
    if (this.shelf.serve(exchange)) {
      return;
    }
    const { method } = exchange.request;
    const isKnown = this.isKnown(exchange);
    if (method === 'POST' && !isKnown) {
      exchange.reply(VOICES.unauthorized ?? refusal(401, { type: '', message: '' }));
      return;
    }
    switch (`${method} ${exchange.url.pathname}`) {
      case 'GET /v1/models':
        exchange.reply(isKnown ? modelList() : { status: 401, body: { error: { message: 'Unauthorized' } } });
        return;
      case 'POST /v1/images/generations':
        return sell(this.desk, exchange, VOICES, async () => this.orderOf(exchange));
      case 'POST /v1/chat/completions':
        return converse(this.desk, exchange, VOICES, () => chatIn(exchange.fields()));
      default:
        exchange.reply(refusal(404, { type: 'invalid_request_error', message: 'Not Found' }));
    }
  }

  private isKnown({ request }: Exchange): boolean {
    const [, key] = /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '') ?? [];
    return key !== undefined && (this.options.apiKey === undefined || key === this.options.apiKey);
  }

  private orderOf(exchange: Exchange): Order | Reply {
    const fields = exchange.fields();
    const fault = faultIn(fields);
    if (fault !== null) {
      return fault;
    }
    const size = {
      width: numberIn(fields, 'width', USUAL_SIDE),
      height: numberIn(fields, 'height', USUAL_SIDE),
    };
    const first = numberIn(fields, 'seed', this.chooseSeed());
    const { model, prompt, image_loras: loras, reference_images: references } = fields;
    const subject = JSON.stringify([model, prompt, loras, references, fields['negative_prompt']]);
    const format = fields['output_format'] === 'png' ? 'png' : 'jpeg';
    return {
      size,
      paint: async (pace) => {
        await pace.halfWay();
        return Promise.all(
          Array.from({ length: numberIn(fields, 'n', 1) }, async (_, index) =>
            encoded(await paint({ ...size, seed: first + index, subject }), format),
          ),
        );
      },
      answer: (pictures) => ({
        id: 'oKbVt3N-6Ng1vN-96f1e0a7cbd2c8a1-FRA',
        model,
        object: 'list',
        data: pictures.map((picture, index) => ({
          index,
          ...(fields['response_format'] === 'base64'
            ? { type: 'b64_json', b64_json: picture.toString('base64') }
            : { type: 'url', url: this.shelf.put(picture, format === 'jpeg' ? 'jpg' : format) }),
          timings: { inference: 1719.4 },
        })),
      }),
    };
  }

  private chooseSeed(): number {
    this.chosenSeeds += 1;
    return this.chosenSeeds * CHOSEN_SEED_STEP;
  }
}

/** Together sells words too: DeepSeek, which shortens prompts, among them. */
function chatIn(fields: Readonly<Record<string, unknown>>): Spoken | Reply {
  const { model } = fields;
  const messages = messagesIn(fields);
  if (typeof model !== 'string' || messages === null) {
    return invalid('messages', 'model and messages are required');
  }
  return spokenTo(fields, model, firstWords(messages));
}

/** A bare list, as the live one is. */
function modelList(): Reply {
  return {
    status: 200,
    body: Object.keys(MODELS).map((id) => ({
      id,
      object: 'model',
      type: 'image',
      pricing: { image_pixel: 0 },
    })),
  };
}
