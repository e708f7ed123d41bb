import { randomUUID } from 'node:crypto';
import {
  type Desk,
  type Exchange,
  isRecord,
  JobQueue,
  PictureShelf,
  type QueuedJob,
  type Reply,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  type Vendor,
} from '../kit/index.js';
import { faultIn, type Fields } from './input.js';
import { ModelShelf } from './model-shelf.js';
import { orderOf, type RunwareOrder } from './order.js';
import { BROKEN, type Complaint, refusal, VOICES } from './voices.js';

/** Two to four parallel requests are suggested. */
const CONCURRENT = 4;
const USD = 0.0013;
/** A prompt with this word is flagged where content is checked. */
const FLAGGED_WORD = 'forbidden-fruit';

export interface RunwareOptions extends SimulatorOptions {
  /** The one key it accepts; without, any. */
  readonly apiKey?: string;
  /** First part of the AIR ids of the account; `fusionbridge` unless given. */
  readonly airSource?: string;
  /** Questions until an upload is ready, 2 unless given. */
  readonly uploadTurns?: number;
  /** `getResponse` tells nothing of uploads. */
  readonly mumbles?: boolean;
  /** How a task that failed is told: among the errors (usual) or among the results. */
  readonly failuresAs?: 'errors' | 'data';
  /** The pictures of an order become ready one with each question. */
  readonly oneByOne?: boolean;
  /** Does not know finished orders any more, but has kept an account of them. */
  readonly archives?: boolean;
}

type Job = QueuedJob<RunwareOrder>;

/** Starts a server that speaks the REST API of api.runware.ai. */
export async function startRunware(options: RunwareOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk, url) => new Runware(desk, url, options));
}

class Runware implements Vendor {
  readonly voices = VOICES;
  private readonly queue: JobQueue<RunwareOrder>;
  private readonly shelf: PictureShelf;
  private readonly models: ModelShelf;
  private readonly seen = new Set<string>();
  private readonly results = new Map<string, Fields[]>();
  private readonly told = new Map<string, number>();

  constructor(
    desk: Desk,
    origin: string,
    private readonly options: RunwareOptions,
  ) {
    this.shelf = new PictureShelf(origin, '/image/');
    const { airSource = 'fusionbridge', uploadTurns = 2, mumbles = false } = options;
    this.models = new ModelShelf({ airSource, uploadTurns, mumbles });
    this.queue = new JobQueue(desk, {
      voices: VOICES,
      concurrency: CONCURRENT,
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
      exchange.reply(VOICES.unauthorized ?? refusal(401, { code: 'invalidApiKey', message: '' }));
      return;
    }
    const [first] = tasks.filter(({ taskType }) => taskType === 'imageInference');
    if (first === undefined) {
      exchange.reply(await this.answerTo(tasks, exchange));
    } else {
      await this.takeOrder(first, exchange);
    }
  }

  private knows(exchange: Exchange, first: Fields | undefined): boolean {
    const [, bearer] = /^Bearer (.+)$/.exec(exchange.request.headers['authorization'] ?? '') ?? [];
    const key = first?.['taskType'] === 'authentication' ? first['apiKey'] : bearer;
    return typeof key === 'string' && (this.options.apiKey === undefined || key === this.options.apiKey);
  }

  private async takeOrder(fields: Fields, exchange: Exchange): Promise<void> {
    const { taskType, taskUUID } = fields;
    await this.queue.take(
      exchange,
      async () => {
        const fault = this.repeated(taskUUID) ?? faultIn(fields, (air) => this.models.knows(air));
        return fault === null ? orderOf(fields) : refusal(400, fault, { taskType, taskUUID });
      },
      () => ({ data: [{ taskType, taskUUID }] }),
    );
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
    for (const task of tasks.filter(({ taskType }) => taskType !== 'authentication')) {
      const answer = await this.answerToOne(task, exchange);
      const about = { taskType: task['taskType'], taskUUID: task['taskUUID'] };
      if (Array.isArray(answer)) {
        data.push(...answer.map((one) => ({ ...about, ...one })));
      } else {
        errors.push({ ...about, ...answer });
      }
    }
    return {
      status: data.length === 0 && errors.length > 0 ? 400 : 200,
      body: { ...(data.length === 0 ? {} : { data }), ...(errors.length === 0 ? {} : { errors }) },
    };
  }

  private async answerToOne(task: Fields, exchange: Exchange): Promise<Fields[] | Complaint> {
    const id = String(task['taskUUID']);
    switch (task['taskType']) {
      case 'accountManagement':
        return [{ operation: 'getDetails', balance: { amount: 12.34, freeBalance: 0, currency: 'USD' } }];
      case 'modelUpload': {
        const taken = this.models.take(task);
        return isComplaint(taken) ? taken : [taken];
      }
      case 'getResponse': {
        const upload = this.models.tell(id);
        return upload === null ? this.tell(this.queue.find(id), exchange) : [upload];
      }
      case 'getTaskDetails':
        return this.details(id);
      default:
        return { code: 'unsupportedTaskType', message: 'No such task type.', parameter: 'taskType' };
    }
  }

  private async tell(job: Job | null, exchange: Exchange): Promise<Fields[] | Complaint> {
    if (job?.state === 'running') {
      await job.settled();
    }
    if (job === null || (this.options.archives === true && job.state === 'completed')) {
      return NOT_FOUND;
    }
    const about = { taskType: 'imageInference' };
    if (job.state !== 'completed') {
      return [{ ...about, status: 'processing', progress: job.state === 'queued' ? 0 : 50 }];
    }
    if (job.failure !== null) {
      const complaint = isRecord(job.failure.body) ? job.failure.body : {};
      return this.options.failuresAs === 'data'
        ? [{ ...about, status: 'error', error: complaint }]
        : { ...BROKEN, ...complaint, ...about };
    }
    void this.queue.handedOver(job, exchange);
    return this.shownOf(job);
  }

  private shownOf(job: Job): Fields[] {
    const results = this.resultsOf(job);
    const told = (this.told.get(job.id) ?? 0) + 1;
    this.told.set(job.id, told);
    return results.map((one, index) =>
      this.options.oneByOne === true && index >= told
        ? { taskType: 'imageInference', status: 'processing' }
        : one,
    );
  }

  private details(id: string): Fields[] | Complaint {
    const job = this.queue.find(id);
    return job === null || job.state !== 'completed'
      ? NOT_FOUND
      : [{ request: [job.order.fields], response: { data: this.resultsOf(job) } }];
  }

  /** The same however often they are asked for. A picture that is missing leaves an empty result. */
  private resultsOf(job: Job): Fields[] {
    const { fields, seed, count, format } = job.order;
    const results =
      this.results.get(job.id) ??
      Array.from({ length: count }, (_, index) => {
        const picture = job.pictures[index];
        return {
          taskType: 'imageInference',
          status: 'success',
          ...(picture === undefined
            ? {}
            : { imageUUID: randomUUID(), imageURL: this.shelf.put(picture, format), seed: seed + index }),
          ...(fields['includeCost'] === true ? { cost: USD } : {}),
          ...(isRecord(fields['safety']) && fields['safety']['checkContent'] === true
            ? { NSFWContent: String(fields['positivePrompt']).includes(FLAGGED_WORD) }
            : {}),
        };
      });
    this.results.set(job.id, results);
    return results;
  }
}

const NOT_FOUND: Complaint = { code: 'taskNotFound', message: 'The task was not found or has expired.' };

function isComplaint(value: Fields | Complaint): value is Complaint {
  return 'code' in value;
}
