import { randomUUID } from 'node:crypto';
import {
  type Desk,
  type Exchange,
  type Fields,
  isRecord,
  JobQueue,
  PictureShelf,
  type QueuedJob,
  type Reply,
  sell,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  type Vendor,
} from '../kit/index.js';
import { faultIn, faultInUpscale } from './input.js';
import { MediaShelf } from './media-shelf.js';
import { ModelShelf } from './model-shelf.js';
import { orderOf, type RunwareOrder, upscaleOrderOf } from './order.js';
import { ResultDesk, type Told } from './results.js';
import { BROKEN, type Complaint, refusal, voicesFor } from './voices.js';

/** Two to four parallel requests are suggested. */
const CONCURRENT = 4;

export interface RunwareOptions extends SimulatorOptions {
  /** The one key it accepts; without, any. */
  readonly apiKey?: string;
  /** Orders it works on at once. */
  readonly concurrency?: number;
  /** First part of the AIR ids of the account; `fusionbridge` unless given. */
  readonly airSource?: string;
  /** AIR ids of LoRAs that the account has from earlier. */
  readonly stored?: readonly string[];
  /** Questions until an upload is ready, 2 unless given. */
  readonly uploadTurns?: number;
  /** `getResponse` tells nothing of uploads. */
  readonly mumbles?: boolean;
  /** How a task that failed is told: among the errors (usual) or among the results. */
  readonly failuresAs?: 'errors' | 'data';
  /** The pictures of an order become ready one with each question. */
  readonly oneByOne?: boolean;
  /** The last picture of every order fails. */
  readonly lastFails?: boolean;
  /** Does not know finished orders any more, but has kept an account of them. */
  readonly archives?: boolean;
}

/** Starts a server that speaks the REST API of api.runware.ai. */
export async function startRunware(options: RunwareOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk, url) => new Runware(desk, url, options));
}

class Runware implements Vendor {
  readonly voices = voicesFor();
  private readonly queue: JobQueue<RunwareOrder>;
  private readonly shelf: PictureShelf;
  private readonly models: ModelShelf;
  private readonly media: MediaShelf;
  private readonly results: ResultDesk;
  private readonly seen = new Set<string>();

  constructor(
    private readonly desk: Desk,
    origin: string,
    private readonly options: RunwareOptions,
  ) {
    const { airSource = 'fusionbridge', uploadTurns = 2, mumbles = false, stored = [] } = options;
    const { oneByOne = false, lastFails = false } = options;
    this.shelf = new PictureShelf(origin, '/image/');
    this.media = new MediaShelf(this.shelf);
    this.models = new ModelShelf({ airSource, uploadTurns, mumbles, stored });
    this.results = new ResultDesk(this.shelf, { oneByOne, lastFails });
    this.queue = new JobQueue(desk, {
      voices: this.voices,
      concurrency: options.concurrency ?? CONCURRENT,
      late: new Set(),
      broken: { status: 200, body: BROKEN },
    });
  }

  async handle(exchange: Exchange): Promise<void> {
    if (this.shelf.serve(exchange)) {
      return;
    }
    const tasks = exchange.json();
    if (exchange.request.method !== 'POST' || !Array.isArray(tasks) || !tasks.every(isRecord)) {
      exchange.reply(refusal(400, { code: 'invalidRequest', message: 'The body must be a list of tasks.' }));
      return;
    }
    if (!this.knows(exchange, tasks[0])) {
      exchange.reply(this.voices.unauthorized ?? refusal(401, { code: 'invalidApiKey', message: '' }));
      return;
    }
    const [order] = tasks.filter(({ taskType }) => taskType === 'imageInference' || taskType === 'upscale');
    if (order === undefined) {
      exchange.reply(await this.answerTo(tasks, exchange));
    } else if (order['deliveryMethod'] === 'async') {
      await this.takeOrder(this.media.resolved(order), exchange);
    } else {
      await this.paintAtOnce(this.media.resolved(order), exchange);
    }
  }

  private knows(exchange: Exchange, first: Fields | undefined): boolean {
    const [, bearer] = /^Bearer (.+)$/.exec(exchange.request.headers['authorization'] ?? '') ?? [];
    const key = first?.['taskType'] === 'authentication' ? first['apiKey'] : bearer;
    const { apiKey = key } = this.options;
    return typeof key === 'string' && key !== '' && key === apiKey;
  }

  private async takeOrder(fields: Fields, exchange: Exchange): Promise<void> {
    const { taskType, taskUUID } = fields;
    await this.queue.take(
      exchange,
      async () => this.checked(fields),
      () => ({ data: [{ taskType, taskUUID }] }),
      voicesFor(taskUUID),
    );
  }

  private async paintAtOnce(fields: Fields, exchange: Exchange): Promise<void> {
    await sell(this.desk, exchange, voicesFor(fields['taskUUID']), async () => {
      const order = await this.checked(fields);
      return 'status' in order
        ? order
        : {
            ...order,
            answer: (pictures) => {
              const { taskUUID } = fields;
              return bodyOf(this.results.keep(String(taskUUID), order, pictures), { taskUUID });
            },
          };
    });
  }

  private async checked(fields: Fields): Promise<RunwareOrder | Reply> {
    const { taskType, taskUUID } = fields;
    const isUpscale = taskType === 'upscale';
    const fault =
      this.repeated(taskUUID) ??
      (isUpscale ? faultInUpscale(fields) : faultIn(fields, (air) => this.models.knows(air)));
    if (fault !== null) {
      return refusal(400, fault, { taskType, taskUUID });
    }
    return isUpscale ? upscaleOrderOf(fields) : orderOf(fields);
  }

  private repeated(taskUUID: unknown): Complaint | null {
    const id = String(taskUUID);
    if (this.seen.has(id)) {
      return { code: 'duplicateTaskUUID', message: 'The taskUUID was used before.', parameter: 'taskUUID' };
    }
    this.seen.add(id);
    return null;
  }

  /** Several tasks in one request are answered together, the good and the bad. */
  private async answerTo(tasks: readonly Fields[], exchange: Exchange): Promise<Reply> {
    const data: Fields[] = [];
    const errors: Fields[] = [];
    // Over WebSocket, as the vendor's clients speak, it comes alone and is answered.
    const isGreeting = tasks.every(({ taskType }) => taskType === 'authentication');
    for (const task of tasks.filter(({ taskType }) => isGreeting || taskType !== 'authentication')) {
      const { taskType, taskUUID } = task;
      const told = await this.answerToOne(task, exchange);
      data.push(...told.data.map((one) => ({ taskType, taskUUID, ...one })));
      errors.push(...told.errors.map((one) => ({ taskType, taskUUID, ...one })));
    }
    return { status: data.length === 0 && errors.length > 0 ? 400 : 200, body: bodyOf({ data, errors }) };
  }

  private async answerToOne(task: Fields, exchange: Exchange): Promise<Told> {
    const id = String(task['taskUUID']);
    switch (task['taskType']) {
      case 'authentication':
        return good({ connectionSessionUUID: randomUUID() });
      case 'ping':
        return good({ pong: true });
      case 'accountManagement':
        return good({ operation: 'getDetails', balance: { amount: 12.34, freeBalance: 0, currency: 'USD' } });
      case 'modelUpload':
        return toldOf(this.models.take(task));
      case 'imageUpload':
        return toldOf(this.media.take(task));
      case 'caption':
        return good({ text: 'a simulated picture', cost: 0.0006 });
      case 'getResponse': {
        const upload = this.models.tell(id);
        return upload === null ? this.tell(this.queue.find(id), exchange) : good(upload);
      }
      case 'getTaskDetails': {
        const kept = this.results.find(id);
        return kept === null
          ? bad(NOT_FOUND)
          : good({ request: [], response: bodyOf(kept, { taskUUID: id }) });
      }
      default:
        return bad({ code: 'unsupportedTaskType', message: 'No such task type.', parameter: 'taskType' });
    }
  }

  private async tell(job: QueuedJob<RunwareOrder> | null, exchange: Exchange): Promise<Told> {
    if (job?.state === 'running') {
      await job.settled();
    }
    if (job === null) {
      return bad(NOT_FOUND);
    }
    const about = { taskType: job.order.fields['taskType'] };
    if (job.state !== 'completed') {
      return good({ ...about, status: 'processing', progress: job.state === 'queued' ? 0 : 50 });
    }
    if (job.failure !== null) {
      const error = { ...BROKEN, ...about };
      return this.options.failuresAs === 'data' ? good({ ...about, status: 'error', error }) : bad(error);
    }
    const kept = this.results.keep(job.id, job.order, job.pictures);
    if (this.options.archives === true) {
      return bad(NOT_FOUND);
    }
    void this.queue.handedOver(job, exchange);
    return this.results.tell(job.id, kept);
  }
}

const NOT_FOUND: Complaint = { code: 'taskNotFound', message: 'The task was not found or has expired.' };

function good(result: Fields): Told {
  return { data: [result], errors: [] };
}

function bad(complaint: Complaint): Told {
  return { data: [], errors: [{ ...complaint }] };
}

function toldOf({ state, complaint }: { state: Fields; complaint: Complaint | null }): Told {
  return complaint === null ? good(state) : bad(complaint);
}

/** Without the list that is empty. */
function bodyOf({ data, errors }: Told, about: object = {}): Record<string, unknown> {
  return {
    ...(data.length === 0 ? {} : { data: data.map((one) => ({ ...about, ...one })) }),
    ...(errors.length === 0 ? {} : { errors: errors.map((one) => ({ ...about, ...one })) }),
  };
}
