import {
  blackFrame,
  bytesOfDataUri,
  type Canvas,
  type Desk,
  encoded,
  type Exchange,
  extentOf,
  isRecord,
  JobQueue,
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
import { modelList, MODELS, type ModelRules } from './catalogue.js';
import { faultIn, sizeOf } from './input.js';
import { EXECUTION_FAILED, refusal, taskFailure, VOICES } from './voices.js';

/** What accounts of the lowest level get. */
const CONCURRENT = 2;
const CHOSEN_SEED = 424_242;
/** A prompt with this word comes back black and flagged. */
const FLAGGED_WORD = 'forbidden-fruit';
/** LoRAs whose address holds this cannot be downloaded. */
const UNREACHABLE = 'unreachable';
const API = '/api/v3/';
const RESULT_PATH = /^predictions\/([\w-]+)(?:\/result)?$/;

type Fields = Readonly<Record<string, unknown>>;

export interface WaveSpeedOptions extends SimulatorOptions {
  /** The one key it accepts; without, any. */
  readonly apiKey?: string;
  /** Orders it works on at once. */
  readonly concurrency?: number;
  /** LoRAs that its list of models names in place of the usual number. */
  readonly listedLoras?: Readonly<Record<string, number>>;
}

interface WaveSpeedOrder extends QueuedOrder {
  readonly model: string;
  readonly fields: Fields;
  readonly seed: number;
}

/** Starts a server that speaks the API of api.wavespeed.ai below `/api/v3`. */
export async function startWaveSpeed(options: WaveSpeedOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk, url) => new WaveSpeed(desk, url, options));
}

class WaveSpeed implements Vendor {
  readonly voices = VOICES;
  private readonly queue: JobQueue<WaveSpeedOrder>;
  private readonly shelf: PictureShelf;

  constructor(
    desk: Desk,
    private readonly origin: string,
    private readonly options: WaveSpeedOptions,
  ) {
    this.shelf = new PictureShelf(origin, '/output/');
    this.queue = new JobQueue(desk, {
      voices: VOICES,
      concurrency: options.concurrency ?? CONCURRENT,
      late: new Set(['content_policy']),
      broken: EXECUTION_FAILED,
    });
  }

  async handle(exchange: Exchange): Promise<void> {
    if (this.shelf.serve(exchange)) {
      return;
    }
    if (!this.knows(exchange.request.headers['authorization'] ?? '')) {
      exchange.reply(VOICES.unauthorized ?? refusal(401, ''));
      return;
    }
    const { method } = exchange.request;
    const path = exchange.url.pathname.startsWith(API) ? exchange.url.pathname.slice(API.length) : '';
    const [, id] = RESULT_PATH.exec(path) ?? [];
    if (method === 'GET' && id !== undefined) {
      await this.tell(this.queue.find(id), exchange);
    } else if (method === 'GET') {
      exchange.reply(this.listing(path));
    } else {
      await this.takeOrder(path, exchange);
    }
  }

  private knows(authorization: string): boolean {
    const [, key] = /^Bearer (.+)$/.exec(authorization) ?? [];
    return key !== undefined && (this.options.apiKey === undefined || key === this.options.apiKey);
  }

  private listing(path: string): Reply {
    switch (path) {
      case 'balance':
        return good({ balance: 12.34 });
      case 'models':
        return good(modelList(this.options.listedLoras ?? {}));
      default:
        return refusal(404, 'not found');
    }
  }

  private async takeOrder(model: string, exchange: Exchange): Promise<void> {
    const rules = MODELS[model];
    if (rules === undefined) {
      exchange.reply(refusal(404, 'model not found'));
      return;
    }
    await this.queue.take(
      exchange,
      async () => {
        const fields = exchange.fields();
        return faultIn(fields, rules) ?? this.orderOf(model, rules, fields);
      },
      (job) => good(this.predictionOf(job, 'created')).body,
    );
  }

  private async orderOf(model: string, rules: ModelRules, fields: Fields): Promise<WaveSpeedOrder> {
    const size = sizeOf(fields) ?? { width: 1024, height: 1024 };
    const { canvas, unreadable } = await sourceOf(fields, rules, size);
    const asked = fields['seed'];
    const seed = typeof asked === 'number' && asked >= 0 ? asked : CHOSEN_SEED;
    const count = typeof fields['num_images'] === 'number' ? fields['num_images'] : 1;
    const subject = JSON.stringify([model, fields['prompt'], fields['loras'], fields['guidance_scale']]);
    return {
      model,
      fields,
      seed,
      size,
      failure: unreadable ?? (JSON.stringify(fields['loras'] ?? '').includes(UNREACHABLE) ? NO_LORA : null),
      paint: async (pace) => {
        await pace.halfWay();
        if (isFlagged(fields)) {
          return [await blackFrame(size)];
        }
        return Promise.all(
          Array.from({ length: count }, async (_, index) =>
            encoded(await paint({ ...size, seed: seed + index, subject }, canvas), formatOf(fields)),
          ),
        );
      },
    };
  }

  private async tell(job: QueuedJob<WaveSpeedOrder> | null, exchange: Exchange): Promise<void> {
    if (job === null) {
      exchange.reply(refusal(404, 'prediction not found'));
      return;
    }
    if (job.state === 'running') {
      await job.settled();
    }
    if (job.state !== 'completed') {
      exchange.reply(good(this.predictionOf(job, job.state === 'queued' ? 'created' : 'processing')));
      return;
    }
    exchange.reply(good(this.predictionOf(job, job.failure === null ? 'completed' : 'failed')));
    await this.queue.handedOver(job, exchange);
  }

  private predictionOf(job: QueuedJob<WaveSpeedOrder>, status: string): Record<string, unknown> {
    const { fields, model, seed } = job.order;
    const format = formatOf(fields);
    const outputs = status === 'completed' ? job.pictures : [];
    return {
      id: job.id,
      model,
      input: { prompt: fields['prompt'], size: fields['size'], seed, num_images: fields['num_images'] },
      outputs: outputs.map((picture) => this.shelf.put(picture, format)),
      urls: { get: `${this.origin}${API}predictions/${job.id}/result` },
      has_nsfw_contents: outputs.map(() => isFlagged(fields)),
      status,
      created_at: '2026-08-20T09:10:11.123Z',
      error: '',
      executionTime: 0,
      timings: { inference: 0 },
      ...(status === 'failed' && isRecord(job.failure?.body) ? job.failure.body : {}),
    };
  }
}

const NO_LORA = taskFailure(1402, 'Failed to download LoRA weights from the provided URL.');
const NO_PICTURE = taskFailure(1402, 'Failed to load the image.');

function good(data: unknown): Reply {
  return { status: 200, body: { code: 200, message: 'success', data } };
}

/** The picture to paint over, or why it cannot be used. */
async function sourceOf(
  fields: Fields,
  { pictures }: ModelRules,
  size: { width: number; height: number },
): Promise<{ canvas: Canvas | null; unreadable: Reply | null }> {
  const given = pictures === null ? undefined : fields[pictures];
  if (given === undefined) {
    return { canvas: null, unreadable: null };
  }
  try {
    const source = bytesOfDataUri(Array.isArray(given) ? given[0] : given) ?? Buffer.alloc(0);
    await extentOf(source);
    const mask = fields['mask_image'];
    const white = mask === undefined ? null : await whiteMask(bytesOfDataUri(mask) ?? Buffer.alloc(0), size);
    const strength = typeof fields['strength'] === 'number' ? fields['strength'] : 0.8;
    return { canvas: { source, keep: 1 - strength, mask: white }, unreadable: null };
  } catch {
    return { canvas: null, unreadable: NO_PICTURE };
  }
}

function isFlagged(fields: Fields): boolean {
  return String(fields['prompt']).includes(FLAGGED_WORD);
}

function formatOf(fields: Fields): 'png' | 'jpeg' | 'webp' {
  const format = fields['output_format'];
  return format === 'png' || format === 'webp' ? format : 'jpeg';
}
