import { randomUUID } from 'node:crypto';
import {
  bytesOfDataUri,
  type Canvas,
  encoded,
  endingOf,
  type Exchange,
  extentOf,
  type Fields,
  fluxSizeOf,
  formatIn,
  isRecord,
  misfitIn,
  numberIn,
  paint,
  type PictureFormat,
  type QueuedJob,
  type QueuedOrder,
  QueueVendor,
  type QueueVendorOptions,
  type QueueVendorRules,
  type Reply,
  type Simulator,
  startSimulator,
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
const RULES: QueueVendorRules = {
  voices: VOICES,
  concurrency: CONCURRENT,
  late: new Set(['content_policy']),
  broken: predictionFailure('Prediction failed: CUDA error: an illegal memory access was encountered'),
  tookStatus: 201,
  stopsWork: true,
  pictures: '/xezq/',
  wrongKey: WRONG_KEY,
};
const BY_NAME = /^models\/([\w.-]+\/[\w.-]+)\/predictions$/;
const DESCRIPTION = /^GET models\/([\w.-]+\/[\w.-]+)$/;
const PREDICTION = /^predictions\/([\w-]+)(\/cancel)?$/;

interface AskedModel {
  readonly name: string;
  /** `hidden` unless the client asked for a version. */
  readonly version: string;
}

interface ReplicateOrder extends QueuedOrder, AskedModel {
  readonly input: Fields;
  readonly output: Model['output'];
  readonly format: PictureFormat;
}

type ReplicateJob = QueuedJob<ReplicateOrder>;

/** Starts a server that speaks the API of api.replicate.com below `/v1`. */
export async function startReplicate(options: QueueVendorOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk, url) => new Replicate(desk, url, options, RULES));
}

class Replicate extends QueueVendor<ReplicateOrder> {
  private readonly files = new Map<string, Buffer>();

  protected async answer(exchange: Exchange): Promise<void> {
    const { method } = exchange.request;
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
        const asked = { name, version: versionOf(exchange) };
        return faultIn(fields, model) ?? this.orderOf(asked, model, fields);
      },
      (job) => this.predictionOf(job, { status: 'starting', output: null }),
    );
  }

  private async orderOf(asked: AskedModel, model: Model, input: Fields): Promise<ReplicateOrder> {
    const canvas = await this.canvasOf(input);
    const size = canvas?.size ?? sizeOf(input);
    const { prompt } = input;
    const first = numberIn(input, 'seed', CHOSEN_SEED);
    const loras = ['lora_weights', 'lora_scale', 'extra_lora', 'extra_lora_scale'].map((one) => input[one]);
    const subject = JSON.stringify([asked.name, prompt, input['guidance'], loras]);
    const format = formatIn(input['output_format'], 'webp');
    return {
      ...asked,
      input,
      size,
      format,
      output: model.output,
      failure: canvas?.unreadable === true ? predictionFailure('cannot identify image file') : null,
      paint: async (pace) => {
        await pace.halfWay();
        return Promise.all(
          Array.from({ length: numberIn(input, 'num_outputs', 1) }, async (_, index) =>
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
      const keep = 1 - numberIn(input, 'prompt_strength', USUAL_STRENGTH);
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
    }
    await this.report(job, exchange, () => this.predictionOf(job, this.endOf(job)));
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
    const urls = pictures.map((picture) => this.shelf.put(picture, endingOf(order.format)));
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
      version: order.version,
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
function accountOf(status: string, input: Fields): Record<string, unknown> {
  const steps = numberIn(input, 'num_inference_steps', USUAL_STEPS);
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

function versionOf(exchange: Exchange): string {
  const { version } = exchange.fields();
  return typeof version === 'string' ? version : 'hidden';
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
