import {
  blackFrame,
  bytesOfDataUri,
  type Canvas,
  encoded,
  type Exchange,
  extentOf,
  type Fields,
  formatIn,
  isRecord,
  numberIn,
  paint,
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
const RULES: QueueVendorRules = {
  voices: VOICES,
  concurrency: CONCURRENT,
  late: new Set(['content_policy']),
  broken: EXECUTION_FAILED,
  pictures: '/output/',
  wrongKey: VOICES.unauthorized ?? refusal(401, ''),
};
const RESULT_PATH = /^predictions\/([\w-]+)(?:\/result)?$/;

export interface WaveSpeedOptions extends QueueVendorOptions {
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
  return startSimulator(options, (desk, url) => new WaveSpeed(desk, url, options, RULES));
}

class WaveSpeed extends QueueVendor<WaveSpeedOrder, WaveSpeedOptions> {
  protected async answer(exchange: Exchange): Promise<void> {
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
    const count = numberIn(fields, 'num_images', 1);
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
            encoded(
              await paint({ ...size, seed: seed + index, subject }, canvas),
              formatIn(fields['output_format'], 'jpeg'),
            ),
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
    await this.report(job, exchange, () => good(this.predictionOf(job, statusOf(job))).body);
  }

  private predictionOf(job: QueuedJob<WaveSpeedOrder>, status: string): Record<string, unknown> {
    const { fields, model, seed } = job.order;
    const format = formatIn(fields['output_format'], 'jpeg');
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

function statusOf({ state, failure }: QueuedJob<WaveSpeedOrder>): string {
  if (state !== 'completed') {
    return state === 'queued' ? 'created' : 'processing';
  }
  return failure === null ? 'completed' : 'failed';
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
    const strength = numberIn(fields, 'strength', 0.8);
    return { canvas: { source, keep: 1 - strength, mask: white }, unreadable: null };
  } catch {
    return { canvas: null, unreadable: NO_PICTURE };
  }
}

function isFlagged(fields: Fields): boolean {
  return String(fields['prompt']).includes(FLAGGED_WORD);
}
