import {
  type Desk,
  type Exchange,
  type Reply,
  sell,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  type Vendor,
  type Voices,
} from '../kit/index.js';
import { readBody } from './body.js';
import { CATALOGUE, type Catalogue, FIXED_LISTS, loraList, modelList } from './catalogue.js';
import { extrasOrderOf } from './extras.js';
import { httpError, Studio } from './studio.js';
import { fractionOf, stateOf, type Task } from './worker.js';

/** `forge` reports whose task runs and has `sd-modules`; `sdnext` answers an interruption with 204. */
export type SdWebuiFlavour = 'a1111' | 'forge' | 'sdnext';

export interface SdWebuiOptions extends SimulatorOptions {
  readonly flavour?: SdWebuiFlavour;
  /** `user:password`, as `--api-auth` takes it. */
  readonly auth?: string;
  readonly catalogue?: Catalogue;
  readonly grid?: boolean;
  readonly emptyInfo?: boolean;
  /** Started without `--api`: every route is unknown. */
  readonly withoutApi?: boolean;
}

/** How AUTOMATIC1111 says no. It knows no credit and no moderation; a paid host in front of it answers 402. */
const VOICES: Voices = {
  unauthorized: httpError(401, 'Incorrect username or password'),
  out_of_credit: { status: 402, body: { detail: 'Payment Required' } },
  invalid_request: {
    status: 422,
    body: {
      detail: [{ loc: ['body', 'steps'], msg: 'value is not a valid integer', type: 'type_error.integer' }],
    },
  },
  rate_limited: {
    status: 429,
    headers: { 'retry-after': '7' },
    body: { error: 'HTTPException', code: 429, detail: 'ip:api: rate limit exceeded' },
  },
  rate_limited_without_delay: {
    status: 429,
    body: { error: 'HTTPException', code: 429, detail: 'ip:api: rate limit exceeded' },
  },
  server_error: {
    status: 500,
    body: {
      error: 'OutOfMemoryError',
      detail: '',
      body: '',
      errors: 'CUDA out of memory. Tried to allocate 2.00 GiB',
    },
  },
  loading: { status: 503, body: { detail: 'Service Unavailable' } },
};

/** Starts a server that speaks the API of AUTOMATIC1111, Forge or SD.Next. */
export async function startSdWebui(options: SdWebuiOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk) => new SdWebui(desk, options));
}

class SdWebui implements Vendor {
  readonly voices = VOICES;
  private readonly studio: Studio;
  private readonly catalogue: Catalogue;

  constructor(
    private readonly desk: Desk,
    private readonly options: SdWebuiOptions,
  ) {
    this.catalogue = options.catalogue ?? CATALOGUE;
    this.studio = new Studio(desk, this.catalogue, {
      grid: options.grid === true,
      emptyInfo: options.emptyInfo === true,
      isForge: options.flavour === 'forge',
    });
  }

  async handle(exchange: Exchange): Promise<void> {
    const route = exchange.url.pathname.match(/^\/sdapi\/v1\/([\w-]+)$/)?.[1];
    if (route === undefined || this.options.withoutApi === true) {
      exchange.reply({ status: 404, body: { detail: 'Not Found' } });
      return;
    }
    const refused = this.refusedAtTheDoor(exchange);
    if (refused !== null) {
      exchange.reply(refused);
      return;
    }
    await this.answer(`${exchange.request.method} ${route}`, exchange);
  }

  private async answer(route: string, exchange: Exchange): Promise<void> {
    switch (route) {
      case 'POST txt2img':
        return this.generate(exchange, 'scripts_txt2img');
      case 'POST img2img':
        return this.generate(exchange, 'scripts_img2img');
      case 'POST extra-single-image':
        return sell(this.desk, exchange, this.voices, () => extrasOrderOf(exchange.fields()));
      case 'POST interrupt':
        return this.interrupted(exchange);
      default:
        exchange.reply(this.plainAnswer(route, exchange));
    }
  }

  private refusedAtTheDoor(exchange: Exchange): Reply | null {
    if (this.options.auth === undefined) {
      return null;
    }
    const given = exchange.request.headers['authorization'];
    if (given === undefined) {
      return { status: 401, body: { detail: 'Not authenticated' } };
    }
    const expected = `Basic ${Buffer.from(this.options.auth).toString('base64')}`;
    return given === expected ? null : httpError(401, 'Incorrect username or password');
  }

  private async generate(exchange: Exchange, job: Task['job']): Promise<void> {
    await sell(this.desk, exchange, this.voices, async () => {
      const body = readBody(exchange.json());
      return 'status' in body ? body : this.studio.orderOf(body, job);
    });
  }

  private interrupted(exchange: Exchange): void {
    this.studio.interrupt();
    if (this.options.flavour === 'sdnext') {
      exchange.bytes(204, 'application/json', Buffer.alloc(0));
    } else {
      exchange.reply({ status: 200, body: {} });
    }
  }

  private plainAnswer(route: string, exchange: Exchange): Reply {
    const [method, name = ''] = route.split(' ');
    if (method === 'POST') {
      return this.posted(name, exchange);
    }
    const found = { ...FIXED_LISTS, ...this.lists(exchange) }[name];
    return found === undefined
      ? { status: 404, body: { detail: 'Not Found' } }
      : { status: 200, body: found };
  }

  private lists(exchange: Exchange): Record<string, unknown> {
    const { flavour = 'a1111' } = this.options;
    return {
      progress: this.progress(exchange.url.searchParams.get('skip_current_image') === 'true'),
      options: { sd_model_checkpoint: this.studio.checkpoint, samples_format: 'png', return_grid: true },
      'sd-models': modelList(this.catalogue),
      loras: loraList(this.catalogue),
      ...(flavour === 'forge' ? { 'sd-modules': [] } : { 'sd-vae': [] }),
      ...(flavour === 'sdnext' ? { version: { app: 'sd.next' } } : {}),
    };
  }

  private progress(skipImage: boolean): Record<string, unknown> {
    const task = this.studio.worker.current;
    return {
      progress: task === null ? 0 : fractionOf(task),
      eta_relative: task === null ? 0 : 1.5,
      state: stateOf(task),
      current_image: skipImage ? null : (task?.preview?.toString('base64') ?? null),
      textinfo: null,
      ...(this.options.flavour === 'forge' ? { current_task: task?.id ?? null } : {}),
    };
  }

  private posted(name: string, exchange: Exchange): Reply {
    switch (name) {
      case 'options':
        return this.optionsChanged(exchange.fields());
      case 'skip':
      case 'refresh-checkpoints':
      case 'refresh-loras':
      case 'refresh-vae':
      case 'refresh-embeddings':
        return { status: 200, body: null };
      case 'unload-checkpoint':
      case 'reload-checkpoint':
        return { status: 200, body: {} };
      case 'png-info':
        return { status: 200, body: { info: '', items: {}, parameters: {} } };
      case 'interrogate':
        return { status: 200, body: { caption: 'a pattern of squares' } };
      default:
        return { status: 404, body: { detail: 'Not Found' } };
    }
  }

  private optionsChanged(changes: Readonly<Record<string, unknown>>): Reply {
    const asked = changes['sd_model_checkpoint'];
    const found = modelList(this.catalogue).find((one) => one.title === asked || one.model_name === asked);
    if (asked !== undefined && found === undefined) {
      const errors = `model ${JSON.stringify(asked)} not found`;
      return { status: 500, body: { error: 'RuntimeError', detail: '', body: '', errors } };
    }
    this.studio.checkpoint = found?.title ?? this.studio.checkpoint;
    return { status: 200, body: null };
  }
}
