import { randomUUID } from 'node:crypto';
import {
  bytesOfDataUri,
  type Canvas,
  type Desk,
  encoded,
  type Exchange,
  extentOf,
  fluxSizeOf,
  isRecord,
  JobQueue,
  misfitIn,
  paint,
  PictureShelf,
  type QueuedJob,
  type QueuedOrder,
  type Reply,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  type Vendor,
  whiteMask,
} from '../kit/index.js';
import { type Model, MODELS, OF_VERSION, VERSION } from './catalogue.js';
import { NOT_FOUND, predictionFailure, refusal, VOICES, WRONG_KEY, wrongInput } from './voices.js';

const CONCURRENT = 2;
const CHOSEN_SEED = 65_537;
const USUAL_STEPS = 28;
const USUAL_STRENGTH = 0.8;
const SQUARE = { width: 1024, height: 1024 };
const API = '/v1/';
const BY_NAME = /^models\/([\w.-]+\/[\w.-]+)\/predictions$/;
const DESCRIPTION = /^GET models\/([\w.-]+\/[\w.-]+)$/;
const PREDICTION = /^predictions\/([\w-]+)(\/cancel)?$/;

type Fields = Readonly<Record<string, unknown>>;

export interface ReplicateOptions extends SimulatorOptions {
  /** The one token it accepts; without, any. */
  readonly apiKey?: string;
  /** Predictions it works on at once. */
  readonly concurrency?: number;
}

interface ReplicateOrder extends QueuedOrder {
  readonly name: string;
  readonly input: Fields;
  readonly output: Model['output'];
  readonly format: 'png' | 'jpeg' | 'webp';
}

type ReplicateJob = QueuedJob<ReplicateOrder>;

/** Starts a server that speaks the API of api.replicate.com below `/v1`. */
export async function startReplicate(options: ReplicateOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk, url) => new Replicate(desk, url, options));
}

class Replicate implements Vendor {
  readonly voices = VOICES;
  private readonly queue: JobQueue<ReplicateOrder>;
  private readonly shelf: PictureShelf;
  private readonly files = new Map<string, Buffer>();

  constructor(
    desk: Desk,
    private readonly origin: string,
    private readonly options: ReplicateOptions,
  ) {
    this.shelf = new PictureShelf(origin, '/xezq/');
    this.queue = new JobQueue(desk, {
      voices: VOICES,
      concurrency: options.concurrency ?? CONCURRENT,
      late: new Set(['content_policy']),
      broken: predictionFailure('Prediction failed: CUDA error: an illegal memory access was encountered'),
      tookStatus: 201,
      stopsWork: true,
    });
  }

  async handle(exchange: Exchange): Promise<void> {
    if (this.shelf.serve(exchange)) {
      return;
    }
    const { method, headers } = exchange.request;
    if (!this.knows(headers['authorization'] ?? '')) {
      exchange.reply(WRONG_KEY);
      return;
    }
    const { pathname } = exchange.url;
    const path = pathname.startsWith(API) ? pathname.slice(API.length) : '';
    const [, name] = BY_NAME.exec(path) ?? [];
    const [, id, cancel] = PREDICTION.exec(path) ?? [];
    if (id !== undefined) {
      await this.tell(this.queue.find(id), exchange, `${method}${cancel ?? ''}`);
    } else if (name === undefined) {
      await this.atTheDesk(`${method} ${path}`, exchange);
    } else {
      await this.takeOrder(name, exchange);
    }
  }

  private knows(authorization: string): boolean {
    const [, key] = /^Bearer (.+)$/.exec(authorization) ?? [];
    return key !== undefined && (this.options.apiKey === undefined || key === this.options.apiKey);
  }

  private async atTheDesk(route: string, exchange: Exchange): Promise<void> {
    switch (route) {
      case 'GET account':
        exchange.reply({ status: 200, body: { type: 'user', username: 'acme', name: 'Acme' } });
        return;
      case 'POST files':
        exchange.reply(await this.keepFile(exchange));
        return;
      case 'POST predictions':
        return this.takeOrder(exchange.fields()['version'] === VERSION ? OF_VERSION : '', exchange);
      default:
        exchange.reply(descriptionOf(DESCRIPTION.exec(route)?.[1] ?? ''));
    }
  }

  private async keepFile(exchange: Exchange): Promise<Reply> {
    const content = (await exchange.form()).get('content');
    if (!(content instanceof Blob)) {
      return refusal(422, 'Input validation failed', '- content is required');
    }
    const id = randomUUID();
    const get = `${this.origin}${API}files/${id}`;
    this.files.set(get, Buffer.from(await content.arrayBuffer()));
    return { status: 201, body: { id, content_type: content.type, size: content.size, urls: { get } } };
  }

  private async takeOrder(name: string, exchange: Exchange): Promise<void> {
    const model = MODELS[name];
    if (model === undefined) {
      exchange.reply(NOT_FOUND);
      return;
    }
    await this.queue.take(
      exchange,
      async () => {
        const { input } = exchange.fields();
        const fields = isRecord(input) ? input : {};
        return faultIn(fields, model) ?? this.orderOf(name, model, fields);
      },
      (job) => this.predictionOf(job, { status: 'starting', output: null }),
    );
  }

  private async orderOf(name: string, model: Model, input: Fields): Promise<ReplicateOrder> {
    const canvas = await this.canvasOf(input);
    const size = canvas?.size ?? sizeOf(input);
    const { seed, num_outputs: count, prompt } = input;
    const first = typeof seed === 'number' ? seed : CHOSEN_SEED;
    const loras = ['lora_weights', 'lora_scale', 'extra_lora', 'extra_lora_scale'].map((one) => input[one]);
    const subject = JSON.stringify([name, prompt, input['guidance'], loras]);
    const format = formatOf(input['output_format']);
    return {
      name,
      input,
      size,
      format,
      output: model.output,
      failure: canvas?.unreadable === true ? predictionFailure('cannot identify image file') : null,
      paint: async (pace) => {
        await pace.halfWay();
        return Promise.all(
          Array.from({ length: typeof count === 'number' ? count : 1 }, async (_, index) =>
            encoded(await paint({ ...size, seed: first + index, subject }, canvas?.over ?? null), format),
          ),
        );
      },
    };
  }

  /** The picture to paint over, whose size the new one gets; null where there is none. */
  private async canvasOf(input: Fields): Promise<{
    size: { width: number; height: number };
    over: Canvas | null;
    unreadable: boolean;
  } | null> {
    if (input['image'] === undefined) {
      return null;
    }
    try {
      const source = this.bytesOf(input['image']);
      const { width, height } = await extentOf(source);
      const size = { width, height };
      const mask = input['mask'] === undefined ? null : await whiteMask(this.bytesOf(input['mask']), size);
      const strength = input['prompt_strength'];
      const keep = 1 - (typeof strength === 'number' ? strength : USUAL_STRENGTH);
      return { size, over: { source, keep: mask === null ? keep : 0, mask }, unreadable: false };
    } catch {
      return { size: SQUARE, over: null, unreadable: true };
    }
  }

  private bytesOf(given: unknown): Buffer {
    return bytesOfDataUri(given) ?? this.files.get(String(given)) ?? Buffer.alloc(0);
  }

  private async tell(job: ReplicateJob | null, exchange: Exchange, route: string): Promise<void> {
    if (job === null) {
      exchange.reply(NOT_FOUND);
      return;
    }
    if (route === 'POST/cancel') {
      this.queue.cancel(job);
    } else if (job.state === 'running') {
      await job.settled();
    }
    exchange.reply({ status: 200, body: this.predictionOf(job, this.endOf(job)) });
    if (job.state === 'completed') {
      await this.queue.handedOver(job, exchange);
    }
  }

  private endOf({ state, failure, order, pictures }: ReplicateJob): { status: string; output: unknown } {
    const status = {
      queued: 'starting',
      running: 'processing',
      completed: 'succeeded',
      cancelled: 'canceled',
    };
    if (state !== 'completed' || failure !== null) {
      return { status: failure === null ? status[state] : 'failed', output: null };
    }
    const extension = order.format === 'jpeg' ? 'jpg' : order.format;
    const urls = pictures.map((picture) => this.shelf.put(picture, extension));
    return { status: status[state], output: order.output === 'one' ? urls[0] : urls };
  }

  private predictionOf(
    { id, order, state, failure }: ReplicateJob,
    end: { status: string; output: unknown },
  ): Record<string, unknown> {
    const address = `${this.origin}${API}predictions/${id}`;
    return {
      id,
      model: order.name,
      version: 'hidden',
      input: order.input,
      ...accountOf(end.status, order.input),
      created_at: '2026-11-21T05:40:00.000Z',
      urls: { get: address, cancel: `${address}/cancel`, web: `https://replicate.com/p/${id}` },
      error: null,
      ...end,
      ...(state === 'completed' && isRecord(failure?.body) ? failure.body : {}),
    };
  }
}

function faultIn(input: Fields, { fields, required }: Model): Reply | null {
  const missing = required.find((name) => typeof input[name] !== 'string' || input[name] === '');
  if (missing !== undefined) {
    return wrongInput(missing, 'is required');
  }
  const misfit = misfitIn(input, fields);
  return misfit === null ? null : wrongInput(misfit.name, 'does not match its schema');
}

/** Width and height count beside the ratio `custom` only. */
function sizeOf({ aspect_ratio: ratio, width, height }: Fields): { width: number; height: number } {
  return ratio === 'custom'
    ? { width: Number(width), height: Number(height) }
    : (fluxSizeOf(ratio ?? '1:1') ?? SQUARE);
}

/** What it tells of the work: the lines that tqdm prints, the only sign of progress, and at the end what is billed. */
function accountOf(status: string, { num_inference_steps: asked }: Fields): Record<string, unknown> {
  const steps = typeof asked === 'number' ? asked : USUAL_STEPS;
  const done = Math.floor(steps / 2);
  const half = `Using seed\n  0%|          | 0/${steps}\n 50%|#####     | ${done}/${steps} [00:01<00:01]`;
  const full = `${half}\n100%|##########| ${steps}/${steps} [00:02<00:00]`;
  switch (status) {
    case 'processing':
      return { logs: half };
    case 'succeeded':
      return { logs: full, metrics: { predict_time: 2.1, total_time: 2.4 } };
    default:
      return { logs: '' };
  }
}

/** What it says of a model, or that there is no such thing. */
function descriptionOf(path: string): Reply {
  const model = MODELS[path];
  const [owner, name] = path.split('/');
  return model === undefined
    ? NOT_FOUND
    : {
        status: 200,
        body: {
          url: `https://replicate.com/${path}`,
          owner,
          name,
          description: 'Simulated',
          visibility: 'public',
          run_count: 1,
          cover_image_url: null,
          default_example: null,
          latest_version: {
            id: VERSION,
            created_at: '2026-11-21T05:40:00.000Z',
            cog_version: '0.16.0',
            openapi_schema: {},
          },
        },
      };
}

function formatOf(name: unknown): 'png' | 'jpeg' | 'webp' {
  if (name === 'jpg') {
    return 'jpeg';
  }
  return name === 'png' ? 'png' : 'webp';
}
