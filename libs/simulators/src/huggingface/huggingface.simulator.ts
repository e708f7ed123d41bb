import {
  BarePicture,
  type Desk,
  encoded,
  type Exchange,
  extentOf,
  type Fields,
  isRecord,
  numberIn,
  type Order,
  paint,
  PictureShelf,
  type Reply,
  sell,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  type Vendor,
} from '../kit/index.js';
import { hubEntryOf, MODELS, type Task } from './catalogue.js';
import { faultIn, parametersOf } from './input.js';
import { refusal, VOICES, WRONG_KEY } from './voices.js';

const USUAL_SIDE = 1024;
const CHOSEN_SEED = 31_337;
const USUAL_STRENGTH = 0.8;
const PAINT_PATH = /^\/hf-inference\/models\/([\w.-]+\/[\w.-]+)$/;
const HUB_PATH = /^\/api\/models\/([\w.-]+\/[\w.-]+)$/;

export interface HuggingFaceOptions extends SimulatorOptions {
  /** The one key it accepts; without, any. */
  readonly apiKey?: string;
  /** How pictures come: their bytes unless given. */
  readonly answersWith?: 'bytes' | 'base64' | 'addresses' | 'an error with status 200';
}

/** Starts a server that is both the router of Inference Providers, with hf-inference behind it, and the hub. */
export async function startHuggingFace(options: HuggingFaceOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk, url) => new HuggingFace(desk, url, options));
}

class HuggingFace implements Vendor {
  readonly voices = VOICES;
  private readonly shelf: PictureShelf;

  constructor(
    private readonly desk: Desk,
    origin: string,
    private readonly options: HuggingFaceOptions,
  ) {
    this.shelf = new PictureShelf(origin, '/files/');
  }

  async handle(exchange: Exchange): Promise<void> {
    if (this.shelf.serve(exchange)) {
      return;
    }
    const { pathname } = exchange.url;
    const [, painter] = PAINT_PATH.exec(pathname) ?? [];
    const [, known] = HUB_PATH.exec(pathname) ?? [];
    const key = this.keyOf(exchange);
    if (key === 'wrong' || (painter !== undefined && key === 'none')) {
      exchange.reply(WRONG_KEY);
    } else if (exchange.request.method === 'GET' && known !== undefined) {
      const entry = hubEntryOf(known);
      exchange.reply(entry === null ? refusal(404, 'Repository not found') : { status: 200, body: entry });
    } else if (exchange.request.method === 'POST' && painter !== undefined) {
      await this.takeOrder(painter, exchange);
    } else {
      exchange.reply(refusal(404, 'Not Found'));
    }
  }

  /** The hub answers without a key, but not with a wrong one. */
  private keyOf({ request }: Exchange): 'none' | 'wrong' | 'good' {
    const given = request.headers['authorization'];
    if (given === undefined) {
      return 'none';
    }
    const { apiKey } = this.options;
    return apiKey === undefined || given === `Bearer ${apiKey}` ? 'good' : 'wrong';
  }

  private async takeOrder(model: string, exchange: Exchange): Promise<void> {
    const task = MODELS[model];
    if (task === undefined) {
      exchange.reply(refusal(404, `Model ${model} does not exist`));
      return;
    }
    return sell(this.desk, exchange, VOICES, async () => {
      const fields = exchange.fields();
      return faultIn(fields, task) ?? this.orderOf(model, task, fields);
    });
  }

  private async orderOf(model: string, task: Task, fields: Fields): Promise<Order | Reply> {
    const { prompt = fields['inputs'], ...parameters } = parametersOf(fields);
    const source = task === 'image-to-image' ? Buffer.from(String(fields['inputs']), 'base64') : null;
    const extent = source === null ? USUAL_SIZE : await extentOf(source).catch(() => null);
    if (extent === null) {
      return refusal(400, 'cannot identify image file');
    }
    const wish = isRecord(parameters['target_size']) ? parameters['target_size'] : parameters;
    const size = {
      width: numberIn(wish, 'width', extent.width),
      height: numberIn(wish, 'height', extent.height),
    };
    const seed = numberIn(parameters, 'seed', CHOSEN_SEED);
    const subject = JSON.stringify([model, prompt, parameters['negative_prompt']]);
    const keep = 1 - numberIn(parameters, 'strength', USUAL_STRENGTH);
    const canvas = source === null ? null : { source, keep, mask: null };
    return {
      size,
      paint: async (pace) => {
        await pace.halfWay();
        return [await encoded(await paint({ ...size, seed, subject }, canvas), 'jpeg')];
      },
      answer: ([picture]) => this.answerWith(picture ?? Buffer.alloc(0)),
    };
  }

  private answerWith(picture: Buffer): unknown {
    switch (this.options.answersWith) {
      case 'base64':
        return { data: [{ b64_json: picture.toString('base64') }] };
      case 'addresses':
        return { output: [this.shelf.put(picture, 'jpg')] };
      case 'an error with status 200':
        return { error: 'CUDA out of memory' };
      default:
        return new BarePicture('image/jpeg', picture);
    }
  }
}

const USUAL_SIZE = { width: USUAL_SIDE, height: USUAL_SIDE };
