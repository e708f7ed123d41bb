import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type Desk,
  type Exchange,
  JobQueue,
  type QueuedJob,
  type Reply,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  type Vendor,
  type Voices,
} from '../kit/index.js';
import { fileOfQuery, Files, type StoredFile } from './files.js';
import { checkedGraph, type CheckedGraph } from './graph-check.js';
import { paintingOf } from './graph-reading.js';
import { CLASSES, shownClass } from './object-info.js';
import { PromptOrder } from './prompt-order.js';
import { Sockets } from './sockets.js';

type Job = QueuedJob<PromptOrder>;

/** How the server says no; it knows neither keys nor credit nor limits. */
const VOICES: Voices = {
  invalid_request: {
    status: 400,
    body: {
      error: {
        type: 'prompt_outputs_failed_validation',
        message: 'Prompt outputs failed validation',
        details: '',
        extra_info: {},
      },
      node_errors: {
        '6': {
          errors: [
            {
              type: 'value_bigger_than_max',
              message: 'Value 20000 bigger than max of 10000',
              details: 'steps',
              extra_info: { input_name: 'steps' },
            },
          ],
          dependent_outputs: ['8'],
          class_type: 'KSampler',
        },
      },
    },
  },
  server_error: { status: 500, body: '500 Internal Server Error' },
};

const NOT_FOUND: Reply = { status: 404, body: '404: Not Found' };
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const OUT_OF_MEMORY = {
  node_type: 'KSampler',
  exception_type: 'torch.OutOfMemoryError',
  exception_message: 'Allocation on device ',
  executed: [],
  traceback: [],
};

export interface ComfyuiOptions extends SimulatorOptions {
  /** An older server, which gives prompts ids of its own. */
  readonly ownIds?: boolean;
  /** A node of every graph says that it always has to run: the server then writes NaN into its history, bare. */
  readonly alwaysRuns?: boolean;
}

/** A ComfyUI on loopback. */
export interface ComfyuiSimulator extends Simulator {
  /** Breaks the socket of every client. */
  breakSockets(): void;
}

/** Starts a server that speaks ComfyUI's API, with the socket at `/ws`. */
export async function startComfyui(options: ComfyuiOptions = {}): Promise<ComfyuiSimulator> {
  const sockets = new Sockets();
  const simulator = await startSimulator(options, (desk) => new Comfyui(desk, sockets, options));
  return { ...simulator, breakSockets: () => sockets.breakAll() };
}

class Comfyui implements Vendor {
  readonly voices = VOICES;
  private readonly files = new Files();
  private readonly queue: JobQueue<PromptOrder>;
  private readonly shown = new Map<string, readonly StoredFile[]>();
  private readonly makers = new Map<string, Job>();
  private ordered = 0;

  constructor(
    private readonly desk: Desk,
    private readonly sockets: Sockets,
    private readonly options: ComfyuiOptions,
  ) {
    const broken = { status: 500, body: 'broken' };
    this.queue = new JobQueue(desk, { voices: VOICES, concurrency: 1, late: new Set(), broken });
  }

  connect(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.sockets.connect(request, socket, head, (clientId) => {
      const waiting = this.queue.in('queued').length + this.queue.in('running').length;
      const status = { exec_info: { queue_remaining: waiting } };
      this.sockets.tell(clientId, 'status', { status, sid: clientId });
      const mine = this.queue.in('running').find(({ order }) => order.facts.clientId === clientId);
      if (mine !== undefined) {
        this.sockets.tell(clientId, 'executing', { node: mine.order.node });
      }
    });
  }

  close(): void {
    this.sockets.breakAll();
  }

  async handle(exchange: Exchange): Promise<void> {
    const [, place = '', name = ''] = exchange.url.pathname.split('/');
    switch (`${exchange.request.method} /${place}`) {
      case 'POST /prompt':
        return this.take(exchange);
      case 'POST /upload':
        return this.files.upload(exchange);
      case 'GET /view':
        return this.view(exchange);
      case 'POST /queue':
        return this.deleteWaiting(exchange);
      case 'POST /interrupt':
        return this.interrupt(exchange);
      case 'GET /history':
        return this.tellHistory(exchange, name);
      default:
        exchange.reply(this.told(exchange.request.method, place, name));
    }
  }

  /** What is only looked up. */
  private told(method: string, place: string, name: string): Reply {
    switch (`${method} /${place}`) {
      case 'GET /queue':
        return {
          status: 200,
          body: { queue_running: this.listed('running'), queue_pending: this.listed('queued') },
        };
      case 'GET /object_info':
        return { status: 200, body: shownClass(name) };
      case 'GET /models':
        return { status: 200, body: name === 'loras' ? lorasHeld() : [] };
      case 'GET /system_stats':
        return { status: 200, body: { system: { comfyui_version: '0.3.64' }, devices: [] } };
      default:
        return NOT_FOUND;
    }
  }

  private async take(exchange: Exchange): Promise<void> {
    const fields = exchange.fields();
    const { prompt_id: asked = randomUUID(), client_id: clientId = '', prompt } = fields;
    let nodeErrors: CheckedGraph['nodeErrors'] = {};
    await this.queue.take(
      exchange,
      async () => {
        if (!UUID.test(String(asked))) {
          return { status: 400, body: { error: 'prompt_id must be a valid UUID' } };
        }
        const checked = checkedGraph(prompt, (name) => this.files.input(name) !== null);
        if ('status' in checked) {
          return checked;
        }
        ({ nodeErrors } = checked);
        this.ordered += 1;
        const id = this.options.ownIds === true ? randomUUID() : String(asked);
        const facts = { id, clientId: String(clientId), number: this.ordered, graph: prompt };
        return new PromptOrder(facts, await paintingOf(checked.graph, this.files), this.sockets);
      },
      ({ id, order }) => ({ prompt_id: id, number: order.facts.number, node_errors: nodeErrors }),
    );
  }

  private listed(state: 'running' | 'queued'): unknown[] {
    return this.queue
      .in(state)
      .filter(({ id }) => this.queue.find(id) !== null)
      .map(({ id, order }) => [order.facts.number, id, order.facts.graph, {}, [order.painting.save]]);
  }

  private tellHistory(exchange: Exchange, id: string): void {
    const text = JSON.stringify(this.historyOf(id));
    const told =
      this.options.alwaysRuns === true
        ? text.replaceAll('"outputs":', '"is_changed":[NaN,-Infinity],"outputs":')
        : text;
    exchange.bytes(200, 'application/json', Buffer.from(told));
  }

  private historyOf(id: string): object {
    const job = this.queue.find(id);
    if (job === null || job.state !== 'completed') {
      return {};
    }
    const { facts, painting } = job.order;
    const prompt = [facts.number, id, facts.graph, {}, [painting.save]];
    const messages = [['execution_start', { prompt_id: id, timestamp: 0 }], ...endOf(job)];
    const well = job.failure === null;
    return {
      [id]: {
        prompt,
        outputs: well ? { [painting.save]: { images: this.outputsOf(job) } } : {},
        status: { status_str: well ? 'success' : 'error', completed: well, messages },
        meta: {},
      },
    };
  }

  /** Written to their folder when they are first asked for. */
  private outputsOf(job: Job): readonly StoredFile[] {
    const known = this.shown.get(job.id);
    if (known !== undefined) {
      return known;
    }
    const { prefix } = job.order.painting;
    const at = prefix.lastIndexOf('/');
    const outputs = job.pictures.map((picture, index) => {
      const filename = `${prefix.slice(at + 1)}_${String(index + 1).padStart(5, '0')}_.png`;
      const file = { filename, subfolder: prefix.slice(0, Math.max(0, at)), type: 'output' };
      this.files.put(file, picture);
      this.makers.set(`${file.subfolder}/${filename}`, job);
      return file;
    });
    this.shown.set(job.id, outputs);
    return outputs;
  }

  private async view(exchange: Exchange): Promise<void> {
    const file = fileOfQuery(exchange);
    const bytes = this.files.find(file);
    const maker = this.makers.get(`${file.subfolder}/${file.filename}`);
    if (maker?.fault === 'redirected_picture') {
      exchange.redirect(this.desk.privateAddress);
    } else if (bytes === null || maker?.fault === 'missing_picture') {
      exchange.reply(NOT_FOUND);
    } else {
      exchange.bytes(200, 'image/png', bytes);
      if (maker !== undefined) {
        await this.queue.handedOver(maker, exchange);
      }
    }
  }

  private deleteWaiting(exchange: Exchange): void {
    const { delete: ids } = exchange.fields();
    for (const id of Array.isArray(ids) ? ids : []) {
      const job = this.queue.find(String(id));
      if (job !== null) {
        this.queue.cancel(job);
      }
    }
    exchange.bytes(200, 'application/octet-stream', Buffer.alloc(0));
  }

  /** With an id only that prompt, and only while it runs; without one whatever runs. */
  private interrupt(exchange: Exchange): void {
    const { prompt_id: id } = exchange.fields();
    for (const job of this.queue.in('running').filter((one) => id === undefined || one.id === id)) {
      this.desk.counters.cancellations += 1;
      job.order.interrupt();
    }
    exchange.bytes(200, 'application/octet-stream', Buffer.alloc(0));
  }
}

function endOf(job: Job): [string, object][] {
  const facts = { prompt_id: job.id, node_id: job.order.painting.sampler, timestamp: 0 };
  if (job.order.wasInterrupted) {
    return [['execution_interrupted', { ...facts, node_type: 'KSampler', executed: [] }]];
  }
  return job.failure === null
    ? [['execution_success', facts]]
    : [['execution_error', { ...facts, ...OUT_OF_MEMORY }]];
}

function lorasHeld(): readonly string[] {
  const rule = CLASSES['LoraLoader']?.required['lora_name'];
  return rule !== undefined && 'values' in rule ? rule.values : [];
}
