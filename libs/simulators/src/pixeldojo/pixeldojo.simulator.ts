import {
  type Desk,
  encoded,
  type Exchange,
  fluxSizeOf,
  isRecord,
  JobQueue,
  type Order,
  type Pace,
  paint,
  PictureShelf,
  type QueuedJob,
  type QueuedOrder,
  type Reply,
  sell,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  type Vendor,
} from '../kit/index.js';
import { LEGACY_MODELS, type Model, MODELS } from './catalogue.js';
import { faultIn } from './input.js';
import { jobFailure, refusal, VOICES, WRONG_KEY } from './voices.js';

const CONCURRENT = 2;
const CHOSEN_SEED = 90_210;
const SQUARE = { width: 1024, height: 1024 };
const API = '/api/v1/';

type Fields = Readonly<Record<string, unknown>>;

export interface PixelDojoOptions extends SimulatorOptions {
  /** The one key it accepts; without, any. */
  readonly apiKey?: string;
  /** Orders it works on at once. */
  readonly concurrency?: number;
  /** Fields that none of its models takes any more. */
  readonly without?: readonly string[];
  /** Nobody can read what its models take. */
  readonly hidesSchemas?: boolean;
}

interface PixelDojoOrder extends QueuedOrder {
  readonly model: Model;
  readonly format: 'png' | 'jpeg' | 'webp';
}

/** Starts a server that speaks both APIs of pixeldojo.ai below `/api/v1`. */
export async function startPixelDojo(options: PixelDojoOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk, url) => new PixelDojo(desk, url, options));
}

class PixelDojo implements Vendor {
  readonly voices = VOICES;
  private readonly queue: JobQueue<PixelDojoOrder>;
  private readonly shelf: PictureShelf;

  constructor(
    private readonly desk: Desk,
    private readonly origin: string,
    private readonly options: PixelDojoOptions,
  ) {
    this.shelf = new PictureShelf(origin, '/pixeldojotemp/');
    this.queue = new JobQueue(desk, {
      voices: VOICES,
      concurrency: options.concurrency ?? CONCURRENT,
      late: new Set(['content_policy']),
      broken: jobFailure('generation_failed', 'The generation failed'),
      tookStatus: 202,
    });
  }

  async handle(exchange: Exchange): Promise<void> {
    if (this.shelf.serve(exchange)) {
      return;
    }
    const { pathname } = exchange.url;
    const path = pathname.startsWith(API) ? pathname.slice(API.length) : '';
    const [room, id = '', ...rest] = path.split('/');
    const isPublic = room === 'models' && rest.length === 0;
    if (!isPublic && !this.knows(exchange.request.headers['authorization'] ?? '')) {
      exchange.reply(WRONG_KEY);
      return;
    }
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

  private knows(authorization: string): boolean {
    const [, key] = /^Bearer (.+)$/.exec(authorization) ?? [];
    return key !== undefined && (this.options.apiKey === undefined || key === this.options.apiKey);
  }

  /** Public, as the list of models is. */
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
    if (job.state === 'running') {
      await job.settled();
    }
    exchange.reply({ status: 200, body: { jobId: job.id, ...this.stateOf(job) } });
    if (job.state === 'completed') {
      await this.queue.handedOver(job, exchange);
    }
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

  private keep(pictures: readonly Buffer[], format: 'png' | 'jpeg' | 'webp'): string[] {
    return pictures.map((picture) => this.shelf.put(picture, format === 'jpeg' ? 'jpg' : format));
  }
}

function summaryOf({ name, credits }: Model): Record<string, unknown> {
  return { name, modality: 'image', creditCost: { type: 'fixed', default: credits, amount: credits } };
}

interface Painting {
  readonly size: { readonly width: number; readonly height: number };
  readonly format: 'png' | 'jpeg' | 'webp';
  paint(pace: Pace): Promise<readonly Buffer[]>;
}

/** Width and height count beside the ratio `custom` only. */
function paintingOf(fields: Fields): Painting {
  const { aspect_ratio: ratio, width, height, seed, num_outputs: count } = fields;
  const size =
    ratio === 'custom'
      ? { width: Number(width), height: Number(height) }
      : (fluxSizeOf(ratio ?? '1:1') ?? SQUARE);
  const format = formatOf(fields['output_format']);
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

function formatOf(name: unknown): 'png' | 'jpeg' | 'webp' {
  if (name === 'jpg') {
    return 'jpeg';
  }
  return name === 'png' ? 'png' : 'webp';
}
