import {
  blackFrame,
  encoded,
  endingOf,
  type Exchange,
  type Fields,
  formatIn,
  Gate,
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
} from '../kit/index.js';
import { ENDPOINTS, type EndpointRules } from './catalogue.js';
import { faultIn, sizeOf } from './input.js';
import { sourceOf } from './source.js';
import { KEY_HAS_WRONG_FORM, RUNNER_ERROR, VOICES } from './voices.js';

/** fal's limit for new accounts. */
const CONCURRENT = 2;
/** More than a number holds exactly, as fal's own are. */
const CHOSEN_SEED = 196_619_188 * 10 ** 9;
/** A prompt with this word comes back black and flagged. */
const FLAGGED_WORD = 'forbidden-fruit';
/** What fal paints with where an order leaves it the choice. */
const EQUIVALENT = 'fal-ai/flux/dev';
const MEGAPIXEL = 1024 * 1024;
/** Of computing, for what is billed so. */
const SECONDS = 2.5;
const RULES: QueueVendorRules = {
  voices: VOICES,
  concurrency: CONCURRENT,
  late: new Set(['content_policy', 'invalid_request']),
  broken: RUNNER_ERROR,
  pictures: '/files/b/',
  wrongKey: VOICES.unauthorized ?? KEY_HAS_WRONG_FORM,
};
const JOB_PATH = /^\/([\w-]+\/[\w-]+)\/requests\/([\w-]+)(?:\/(status|status\/stream|cancel))?$/;

export interface FalOptions extends QueueVendorOptions {
  /** Addresses in its answers point there. */
  readonly answersFrom?: string;
}

interface FalOrder extends QueuedOrder {
  /** Owner and alias; what follows them is not part of the order's address. */
  readonly app: string;
  /** The endpoint that paints: another one where the order does not forbid it. */
  readonly servedFrom: string;
  readonly fields: Fields;
  readonly enlarges: boolean;
  readonly steps: number;
  readonly seed: number;
  /** Opened when the order has ended. */
  readonly end: Gate;
}

type FalJob = QueuedJob<FalOrder>;

/** Starts a server that speaks the API of queue.fal.run. */
export async function startFal(options: FalOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk, url) => new Fal(desk, url, options, RULES));
}

class Fal extends QueueVendor<FalOrder, FalOptions> {
  protected async answer(exchange: Exchange): Promise<void> {
    const [, app = '', id = '', part = 'result'] = JOB_PATH.exec(exchange.url.pathname) ?? [];
    if (id === '') {
      await this.takeOrder(exchange);
      return;
    }
    const route = `${exchange.request.method} ${part}`;
    await this.answerAbout(this.queue.find(id), exchange, { app, route });
  }

  protected override keyIn({ request }: Exchange): string | undefined {
    return /^Key (.+)$/.exec(request.headers['authorization'] ?? '')?.[1];
  }

  protected override refusalOf(exchange: Exchange): Reply | null {
    const hasForm = /^[^:]+:[^:]+$/.test(this.keyIn(exchange) ?? '');
    return hasForm ? super.refusalOf(exchange) : KEY_HAS_WRONG_FORM;
  }

  private async takeOrder(exchange: Exchange): Promise<void> {
    const path = exchange.url.pathname.slice(1);
    const rules = ENDPOINTS[path];
    if (exchange.request.method !== 'POST' || rules === undefined) {
      exchange.reply({
        status: 404,
        body: { detail: `Application '${path.split('/')[1] ?? ''}' not found` },
      });
      return;
    }
    await this.queue.take(
      exchange,
      () => this.orderOf(path, rules, exchange),
      (job) => ({ ...this.facts(job), logs: null, metrics: {}, status: 'IN_QUEUE' }),
    );
  }

  private async orderOf(path: string, rules: EndpointRules, exchange: Exchange): Promise<FalOrder> {
    const fields = exchange.fields();
    const seed = numberIn(fields, 'seed', CHOSEN_SEED);
    const asked = sizeOf(fields['image_size']) ?? { width: 1, height: 1 };
    const { source, unreadable } = await sourceOf(fields, rules, asked);
    const size = source?.size ?? asked;
    const end = new Gate();
    const isBound = exchange.request.headers['x-app-fal-disable-fallback'] === 'true';
    const servedFrom = isBound ? path : EQUIVALENT;
    return {
      servedFrom,
      app: path.split('/').slice(0, 2).join('/'),
      fields,
      enlarges: rules.enlarges === true,
      size,
      steps: numberIn(fields, 'num_inference_steps', 28),
      seed,
      end,
      ended: () => end.open(),
      failure: faultIn(fields, rules) ?? unreadable,
      paint: async (pace) => {
        await pace.halfWay();
        if (String(fields['prompt']).includes(FLAGGED_WORD)) {
          return [await blackFrame(size)];
        }
        const subject = JSON.stringify([
          servedFrom,
          fields['prompt'],
          fields['loras'],
          fields['guidance_scale'],
        ]);
        return Promise.all(
          Array.from({ length: numberIn(fields, 'num_images', 1) }, async (_, index) =>
            encoded(
              await paint({ ...size, seed: seed + index, subject }, source?.canvas ?? null),
              formatIn(fields['output_format'], 'jpeg'),
            ),
          ),
        );
      },
    };
  }

  private async answerAbout(
    job: FalJob | null,
    exchange: Exchange,
    { app, route }: { app: string; route: string },
  ): Promise<void> {
    if (job === null || job.order.app !== app) {
      const missing = route === 'PUT cancel' ? { status: 'NOT_FOUND' } : { detail: 'Request not found' };
      exchange.reply({ status: 404, body: missing });
      return;
    }
    const reply = ({ headers, ...rest }: Reply): void =>
      exchange.reply({ ...rest, headers: { ...headers, 'x-fal-request-id': job.id } });
    switch (route) {
      case 'PUT cancel':
        return reply(this.cancelled(job));
      case 'GET status':
        return reply(await this.statusOf(job));
      case 'GET status/stream':
        return this.tell(job, exchange);
      case 'GET result':
        reply({ ...this.resultOf(job), headers: billing(job) });
        return this.queue.handedOver(job, exchange);
      default:
        exchange.reply({ status: 405, body: { detail: 'Method Not Allowed' } });
    }
  }

  private cancelled(job: FalJob): Reply {
    if (job.state === 'completed' || job.state === 'cancelled') {
      return { status: 400, body: { status: 'ALREADY_COMPLETED' } };
    }
    if (this.queue.cancel(job)) {
      job.order.end.open();
    }
    return { status: 202, body: { status: 'CANCELLATION_REQUESTED' } };
  }

  private async statusOf(job: FalJob): Promise<Reply> {
    if (job.state === 'running') {
      await job.settled();
    }
    const facts = this.facts(job);
    switch (job.state) {
      case 'queued':
        return {
          status: 202,
          body: { ...facts, status: 'IN_QUEUE', queue_position: this.queue.placeOf(job) },
        };
      case 'running':
        return { status: 202, body: { ...facts, status: 'IN_PROGRESS', logs: logsOf(job) } };
      default:
        return {
          status: 200,
          body: { ...facts, status: 'COMPLETED', logs: logsOf(job), metrics: { inference_time: 3.21 } },
        };
    }
  }

  /** The same as events: how it stands, and its end. */
  private async tell(job: FalJob, exchange: Exchange): Promise<void> {
    exchange.beginEvents();
    const say = async (): Promise<void> => {
      const { body } = await this.statusOf(job);
      exchange.write(Buffer.from(`data: ${JSON.stringify(body)}\n\n`));
    };
    await say();
    if (job.state === 'queued' || job.state === 'running') {
      await job.order.end.pass(null);
      await say();
    }
    exchange.end();
  }

  private resultOf(job: FalJob): Reply {
    if (job.state === 'queued' || job.state === 'running') {
      return { status: 400, body: { detail: 'Request is still in progress' } };
    }
    if (job.state === 'cancelled') {
      return { status: 499, body: { detail: 'Request was cancelled', error_type: 'client_cancelled' } };
    }
    return job.failure ?? { status: 200, body: this.outputOf(job) };
  }

  private outputOf({ order, pictures }: FalJob): unknown {
    const { fields, size, seed } = order;
    const format = formatIn(fields['output_format'], 'jpeg');
    const images = pictures.map((picture) => ({
      url: this.shelf.put(picture, endingOf(format)),
      ...size,
      content_type: `image/${format}`,
      file_name: null,
      file_size: picture.byteLength,
    }));
    if (order.enlarges) {
      return { image: images[0] ?? null };
    }
    return {
      images,
      timings: { inference: 2.91 },
      seed,
      has_nsfw_concepts: pictures.map(() => String(fields['prompt']).includes(FLAGGED_WORD)),
      prompt: fields['prompt'],
    };
  }

  private facts({ id, order }: FalJob): Record<string, string> {
    const address = `${this.options.answersFrom ?? this.origin}/${order.app}/requests/${id}`;
    return {
      request_id: id,
      response_url: address,
      status_url: `${address}/status`,
      cancel_url: `${address}/cancel`,
    };
  }
}

/** What fal tells of its bill beside a result, and who painted. */
function billing({ order, failure, pictures }: FalJob): Record<string, string> {
  const { width, height } = order.size;
  const units = order.enlarges
    ? SECONDS
    : pictures.length * Math.max(1, Math.ceil((width * height) / MEGAPIXEL));
  return failure !== null || pictures.length === 0
    ? {}
    : { 'x-fal-billable-units': String(units), 'x-fal-served-from': order.servedFrom };
}

/** The lines that tqdm prints; the only sign of progress. */
function logsOf({ state, order }: FalJob): unknown[] {
  const step = state === 'completed' ? order.steps : Math.floor(order.steps / 2);
  const share = Math.round((step / order.steps) * 100);
  const message = `${share}%|####      | ${step}/${order.steps}`;
  return [{ message, level: 'INFO', timestamp: '2026-08-02T10:11:12.123456Z' }];
}
