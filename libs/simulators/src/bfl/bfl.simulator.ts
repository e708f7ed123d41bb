import {
  type Canvas,
  encoded,
  type Exchange,
  extentOf,
  type Fields,
  fluxSizeOf,
  isRecord,
  misfitIn,
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
import { type Model, MODELS } from './catalogue.js';
import { ended, refusal, VOICES, WRONG_KEY, wrongField } from './voices.js';

/** The ceiling of active tasks. */
const CONCURRENT = 24;
const CHOSEN_SEED = 271_828;
const USUAL = { width: 1024, height: 768 };
const ORDERS = '/v1/';
/** Where the region that took an order answers about it. */
const REGION = '/us2/v1/get_result';
const HALF_WAY = 0.4;

const RULES: QueueVendorRules = {
  voices: VOICES,
  concurrency: CONCURRENT,
  late: new Set(['content_policy']),
  broken: ended('Error', { message: 'Generation failed' }),
  pictures: '/results/',
  wrongKey: WRONG_KEY,
};

export interface BflOptions extends QueueVendorOptions {
  /** Where its answers say that orders are to be asked about; a region of its own unless given. */
  readonly pollingUrl?: string;
}

interface BflOrder extends QueuedOrder {
  readonly prompt: unknown;
  readonly seed: number;
  readonly credits: number;
  readonly format: 'png' | 'jpeg';
}

/** Starts a server that speaks the API of api.bfl.ai below `/v1`, whose orders only one of its regions knows. */
export async function startBfl(options: BflOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk, url) => new Bfl(desk, url, options, RULES));
}

class Bfl extends QueueVendor<BflOrder, BflOptions> {
  protected override keyIn({ request }: Exchange): string | undefined {
    return request.headers['x-key'];
  }

  protected async answer(exchange: Exchange): Promise<void> {
    const { pathname } = exchange.url;
    switch (`${exchange.request.method} ${pathname}`) {
      case 'GET /v1/credits':
        exchange.reply({ status: 200, body: { credits: 842.5 } });
        return;
      case 'GET /v1/get_result':
        exchange.reply(this.unknown(exchange));
        return;
      case `GET ${REGION}`:
        return this.tell(exchange);
      default:
        return this.takeOrder(exchange, pathname.startsWith(ORDERS) ? pathname.slice(ORDERS.length) : '');
    }
  }

  private async takeOrder(exchange: Exchange, name: string): Promise<void> {
    const model = exchange.request.method === 'POST' ? MODELS[name] : undefined;
    if (model === undefined) {
      exchange.reply(refusal(404, 'Not Found'));
      return;
    }
    await this.queue.take(
      exchange,
      async () => {
        const fields = exchange.fields();
        return faultIn(fields, model) ?? orderOf(name, model, fields);
      },
      ({ id, order }) => ({
        id,
        polling_url: `${this.options.pollingUrl ?? `${this.origin}${REGION}`}?id=${id}`,
        cost: order.credits,
        input_mp: 0,
        output_mp: (order.size.width * order.size.height) / 1e6,
      }),
    );
  }

  private unknown({ url }: Exchange): Reply {
    return {
      status: 200,
      body: { id: url.searchParams.get('id'), status: 'Task not found', result: null },
    };
  }

  private async tell(exchange: Exchange): Promise<void> {
    const job = this.queue.find(exchange.url.searchParams.get('id') ?? '');
    if (job === null) {
      exchange.reply(this.unknown(exchange));
      return;
    }
    await this.report(job, exchange, () => ({ id: job.id, ...this.stateOf(job) }));
  }

  private stateOf({ state, failure, order, pictures }: QueuedJob<BflOrder>): Record<string, unknown> {
    if (state !== 'completed') {
      return { status: 'Pending', progress: state === 'queued' ? 0 : HALF_WAY, result: null };
    }
    if (failure !== null) {
      return { result: null, ...(isRecord(failure.body) ? failure.body : {}) };
    }
    const [picture] = pictures;
    const sample = picture === undefined ? null : this.shelf.put(picture, order.format);
    const { seed, prompt } = order;
    return { status: 'Ready', result: { sample, seed, prompt, duration: 4.1 } };
  }
}

function faultIn(fields: Fields, { fields: schema, required }: Model): Reply | null {
  const missing = required.find((name) => typeof fields[name] !== 'string');
  if (missing !== undefined) {
    return wrongField(missing, 'Field required');
  }
  const misfit = misfitIn(fields, schema);
  return misfit === null ? null : wrongField(misfit.name, 'Input should match the schema');
}

async function orderOf(name: string, model: Model, fields: Fields): Promise<BflOrder | Reply> {
  const source = base64In(fields['image']);
  const extent = source === null ? sizeOf(fields) : await extentOf(source).catch(() => null);
  if (extent === null) {
    return wrongField('image', 'Input should be a picture in base64');
  }
  const size = { width: extent.width, height: extent.height };
  const white = base64In(fields['mask']);
  const mask = white === null ? null : await whiteMask(white, size);
  const canvas: Canvas | null = source === null ? null : { source, keep: 0, mask };
  const seed = numberIn(fields, 'seed', CHOSEN_SEED);
  const format = fields['output_format'] === 'png' ? 'png' : 'jpeg';
  const { prompt, guidance, input_image: reference } = fields;
  const subject = JSON.stringify([name, prompt, guidance, reference]);
  return {
    prompt,
    seed,
    size,
    format,
    credits: model.credits,
    failure: null,
    paint: async (pace) => {
      await pace.halfWay();
      return [await encoded(await paint({ ...size, seed, subject }, canvas), format)];
    },
  };
}

function base64In(value: unknown): Buffer | null {
  return typeof value === 'string' ? Buffer.from(value, 'base64') : null;
}

function sizeOf({ width, height, aspect_ratio: ratio }: Fields): { width: number; height: number } {
  return typeof width === 'number' && typeof height === 'number'
    ? { width, height }
    : (fluxSizeOf(ratio) ?? USUAL);
}
