import {
  encoded,
  endingOf,
  type Exchange,
  type Fields,
  fluxSizeOf,
  formatIn,
  isRecord,
  type Order,
  type Pace,
  paint,
  type PictureFormat,
  type QueuedJob,
  type QueuedOrder,
  QueueVendor,
  type QueueVendorOptions,
  type QueueVendorRules,
  type Reply,
  sell,
  type Simulator,
  startSimulator,
} from '../kit/index.js';
import { LEGACY_MODELS, type Model, MODELS } from './catalogue.js';
import { faultIn } from './input.js';
import { jobFailure, refusal, VOICES, WRONG_KEY } from './voices.js';

const CONCURRENT = 2;
const CHOSEN_SEED = 90_210;
const SQUARE = { width: 1024, height: 1024 };
const API = '/api/v1/';

const RULES: QueueVendorRules = {
  voices: VOICES,
  concurrency: CONCURRENT,
  late: new Set(['content_policy']),
  broken: jobFailure('generation_failed', 'The generation failed'),
  tookStatus: 202,
  pictures: '/pixeldojotemp/',
  wrongKey: WRONG_KEY,
};

export interface PixelDojoOptions extends QueueVendorOptions {
  /** Fields that none of its models takes any more. */
  readonly without?: readonly string[];
  /** Nobody can read what its models take. */
  readonly hidesSchemas?: boolean;
}

interface PixelDojoOrder extends QueuedOrder {
  readonly model: Model;
  readonly format: PictureFormat;
}

/** Starts a server that speaks both APIs of pixeldojo.ai below `/api/v1`. */
export async function startPixelDojo(options: PixelDojoOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk, url) => new PixelDojo(desk, url, options, RULES));
}

class PixelDojo extends QueueVendor<PixelDojoOrder, PixelDojoOptions> {
  /** The list of models and their descriptions are public. */
  protected override refusalOf(exchange: Exchange): Reply | null {
    const [room, , ...rest] = partsOf(exchange);
    return room === 'models' && rest.length === 0 ? null : super.refusalOf(exchange);
  }

  protected async answer(exchange: Exchange): Promise<void> {
    const [room, id = '', ...rest] = partsOf(exchange);
    switch ([exchange.request.method, room, ...rest].join(' ')) {
      case 'GET models':
        exchange.reply(this.catalogue(id));
        return;
      case 'GET jobs':
        return this.tell(id, exchange);
      case 'POST models run':
        return this.takeJob(MODELS[id], exchange);
      case 'POST flux':
        return sell(this.desk, exchange, VOICES, async () => this.legacyOrder(exchange.fields()));
      default:
        exchange.reply(refusal(404, 'not_found', 'Not found'));
    }
  }

  private catalogue(id: string): Reply {
    const model = MODELS[id];
    if (id === '') {
      const models = Object.entries(MODELS).map(([apiId, one]) => ({ apiId, ...summaryOf(one) }));
      return { status: 200, body: { models, total: models.length, imageCount: models.length } };
    }
    if (model === undefined || this.options.hidesSchemas === true) {
      return refusal(404, 'model_not_found', `Model ${id} not found`);
    }
    const requestSchema = {
      type: 'object',
      properties: this.fieldsOf(model),
      required: ['prompt'],
      additionalProperties: false,
    };
    return { status: 200, body: { apiId: id, ...summaryOf(model), requestSchema } };
  }

  private fieldsOf({ fields }: Model): Model['fields'] {
    return Object.fromEntries(
      Object.entries(fields).filter(([name]) => this.options.without?.includes(name) !== true),
    );
  }

  private async takeJob(model: Model | undefined, exchange: Exchange): Promise<void> {
    if (model === undefined) {
      exchange.reply(refusal(404, 'model_not_found', 'Model not found'));
      return;
    }
    await this.queue.take(
      exchange,
      async () => {
        const fields = exchange.fields();
        return faultIn(fields, this.fieldsOf(model)) ?? { ...paintingOf(fields), model, failure: null };
      },
      ({ id }) => ({ jobId: id, status: 'pending', statusUrl: `${this.origin}${API}jobs/${id}` }),
    );
  }

  private async tell(id: string, exchange: Exchange): Promise<void> {
    if (id === '') {
      exchange.reply({ status: 200, body: { jobs: [], total: 0 } });
      return;
    }
    const job = this.queue.find(id);
    if (job === null) {
      exchange.reply(refusal(404, 'job_not_found', 'Job not found'));
      return;
    }
    await this.report(job, exchange, () => ({ jobId: job.id, ...this.stateOf(job) }));
  }

  private stateOf({ state, failure, order, pictures }: QueuedJob<PixelDojoOrder>): Record<string, unknown> {
    if (state !== 'completed') {
      return { status: state === 'queued' ? 'pending' : 'processing' };
    }
    if (failure !== null) {
      return { status: 'failed', ...(isRecord(failure.body) ? failure.body : {}) };
    }
    const urls = this.keep(pictures, order.format);
    const { output } = order.model;
    const shown = { images: urls, image: urls[0], assets: urls.map((url) => ({ url, type: 'image' })) };
    return { status: 'completed', output: { [output]: shown[output] } };
  }

  private legacyOrder(fields: Fields): Order | Reply {
    const { model = 'flux-dev' } = fields;
    const schema = typeof model === 'string' ? LEGACY_MODELS[model] : undefined;
    if (schema === undefined) {
      return refusal(404, 'model_not_found', 'Model not found');
    }
    const painting = paintingOf(fields);
    return (
      faultIn(fields, schema) ?? {
        ...painting,
        answer: (pictures) => ({
          images: this.keep(pictures, painting.format),
          credits_used: pictures.length,
          credits_remaining: 99,
        }),
      }
    );
  }

  private keep(pictures: readonly Buffer[], format: PictureFormat): string[] {
    return pictures.map((picture) => this.shelf.put(picture, endingOf(format)));
  }
}

function summaryOf({ name, credits }: Model): Record<string, unknown> {
  return { name, modality: 'image', creditCost: { type: 'fixed', default: credits, amount: credits } };
}

interface Painting {
  readonly size: { readonly width: number; readonly height: number };
  readonly format: PictureFormat;
  paint(pace: Pace): Promise<readonly Buffer[]>;
}

/** Width and height count beside the ratio `custom` only. */
function paintingOf(fields: Fields): Painting {
  const { aspect_ratio: ratio, width, height, seed, num_outputs: count } = fields;
  const size =
    ratio === 'custom'
      ? { width: Number(width), height: Number(height) }
      : (fluxSizeOf(ratio ?? '1:1') ?? SQUARE);
  const format = formatIn(fields['output_format'], 'webp');
  const first = typeof seed === 'number' ? seed : CHOSEN_SEED;
  const subject = JSON.stringify(
    ['prompt', 'model', 'hf_loras', 'lora_scales', 'lora_weights', 'lora_scale'].map((name) => fields[name]),
  );
  return {
    size,
    format,
    paint: async (pace) => {
      await pace.halfWay();
      return Promise.all(
        Array.from({ length: typeof count === 'number' ? count : 1 }, async (_, index) =>
          encoded(await paint({ ...size, seed: first + index, subject }), format),
        ),
      );
    },
  };
}

/** The parts of a path below the API's. */
function partsOf({ url: { pathname } }: Exchange): string[] {
  return pathname.startsWith(API) ? pathname.slice(API.length).split('/') : [''];
}
