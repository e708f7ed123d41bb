import { randomBytes } from 'node:crypto';
import {
  type Desk,
  type Exchange,
  JobQueue,
  PictureShelf,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  type Vendor,
} from '../kit/index.js';
import { configOf, infoOf } from './endpoints.js';
import { cancelled, end, place, SESSION_LOST, type SpaceJob, start } from './news.js';
import { orderIn, type SpaceOrder, type Studio } from './order.js';
import { frameOf, Sessions } from './sessions.js';
import { EXCEPTION, PRIVATE_PAGE, SLEEPING_PAGE, type StreamFault, VOICES } from './voices.js';

const FILES = '/tmp/gradio/';
/** The hub says the same of a Space that is private and of one that is not there. */
const KNOWN_SPACES = /^\/api\/spaces\/acme\//;
const BAD_GATEWAY_PAGE = '<html><head><title>502 Bad Gateway</title></head></html>';

export interface GradioSpaceOptions extends SimulatorOptions {
  /** The one token it knows; a call with another is refused, one without only where the Space is private. */
  readonly token?: string;
  readonly isPrivate?: boolean;
  /** The app has a login of its own (`launch(auth=…)`): nobody may ask it anything. */
  readonly hasLogin?: boolean;
  /** A proxy answers in its place. */
  readonly isAsleep?: boolean;
  /** Orders it works on at once; 1 as on ZeroGPU. */
  readonly concurrency?: number;
  /** Where `/config` says that the app is. */
  readonly root?: string;
  /** `/gradio_api` from Gradio 5 on, nothing before. */
  readonly apiPrefix?: string;
  readonly protocol?: string;
  /** Host that the hub names for every Space; this simulator unless given. */
  readonly host?: string;
}

/**
 * A Gradio app as Hugging Face hosts them, and the one answer of the hub that names its host. Written from
 * contracts/vendors-b.md 1; what `@gradio/client` makes of it is in its spec. `POST /__space/cancel-waiting` cancels all
 * that waits, as the owner of a Space can.
 */
export async function startGradioSpace(options: GradioSpaceOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk, url) => new GradioSpace(desk, url, options));
}

class GradioSpace implements Vendor {
  readonly voices = VOICES;
  private readonly queue: JobQueue<SpaceOrder>;
  private readonly shelf: PictureShelf;
  private readonly sessions = new Sessions();
  private readonly uploads = new Map<string, Buffer>();
  private readonly prefix: string;
  private readonly studio: Studio = {
    fileAt: (path) => this.uploads.get(path) ?? null,
    begun: ({ id, session, steps }) => {
      start(id, steps).forEach((message) => this.sessions.tell(session, message));
      this.tellPlaces();
    },
  };
  private readonly jobs = new Map<string, readonly SpaceJob[]>();
  private waiting: readonly SpaceJob[] = [];

  constructor(
    desk: Desk,
    private readonly origin: string,
    private readonly options: GradioSpaceOptions,
  ) {
    this.prefix = options.apiPrefix ?? '/gradio_api';
    this.shelf = new PictureShelf(origin, `${this.prefix}/file=${FILES}`);
    this.queue = new JobQueue(desk, {
      voices: VOICES,
      concurrency: options.concurrency ?? 1,
      late: new Set(['content_policy']),
      broken: EXCEPTION,
    });
  }

  async handle(exchange: Exchange): Promise<void> {
    const { pathname } = exchange.url;
    if (pathname.startsWith('/api/spaces/')) {
      if (!KNOWN_SPACES.test(pathname)) {
        exchange.reply({ status: 401, body: { error: 'Invalid username or password.' } });
        return;
      }
      exchange.reply({
        status: 200,
        body: { subdomain: 'simulated', host: this.options.host ?? this.origin },
      });
      return;
    }
    if (this.isTurnedAway(exchange) || this.shelf.serve(exchange)) {
      return;
    }
    const path = pathname.startsWith(this.prefix) ? pathname.slice(this.prefix.length) : pathname;
    await this.route(`${exchange.request.method} ${path.split('/heartbeat/')[0] || '/heartbeat'}`, exchange);
  }

  private async route(route: string, exchange: Exchange): Promise<void> {
    switch (route) {
      case 'GET /config': {
        const { root = this.origin, protocol = 'sse_v3' } = this.options;
        exchange.reply({ status: 200, body: configOf({ root, apiPrefix: this.prefix, protocol }) });
        return;
      }
      case 'GET /info':
        exchange.reply({ status: 200, body: infoOf() });
        return;
      case 'GET /heartbeat':
        exchange.beginEvents();
        exchange.write(Buffer.from('data: ALIVE\n\n'));
        return;
      case 'POST /upload':
        await this.upload(exchange);
        return;
      case 'POST /queue/join':
        await this.join(exchange);
        return;
      case 'GET /queue/data':
        await this.stream(exchange);
        return;
      case 'POST /cancel':
        this.cancel(exchange);
        return;
      case 'POST /__space/cancel-waiting':
        this.waiting.forEach((job) => this.cancelOrder(job));
        exchange.reply({ status: 200, body: { success: true } });
        return;
      case 'POST /reset':
        exchange.reply({ status: 200, body: { success: true } });
        return;
      default:
        exchange.reply({ status: 404, body: { detail: 'Not Found' } });
    }
  }

  private isTurnedAway(exchange: Exchange): boolean {
    const { isAsleep, isPrivate, hasLogin, token } = this.options;
    if (hasLogin === true) {
      exchange.reply({ status: 401, body: { detail: 'Not authenticated' } });
      return true;
    }
    const given = /^Bearer (.+)$/.exec(exchange.request.headers['authorization'] ?? '')?.[1];
    const isWrong = given === undefined ? isPrivate === true : token !== undefined && given !== token;
    if (isAsleep === true) {
      exchange.bytes(503, 'text/html', Buffer.from(SLEEPING_PAGE));
    } else if (isWrong) {
      exchange.bytes(401, 'text/html', Buffer.from(PRIVATE_PAGE));
    }
    return isAsleep === true || isWrong;
  }

  private async upload(exchange: Exchange): Promise<void> {
    const paths: string[] = [];
    for (const file of (await exchange.form()).getAll('files')) {
      const path = `${FILES}${randomBytes(8).toString('hex')}/${typeof file === 'string' ? 'text' : file.name}`;
      this.uploads.set(
        path,
        typeof file === 'string' ? Buffer.from(file) : Buffer.from(await file.arrayBuffer()),
      );
      paths.push(path);
    }
    exchange.reply({ status: 200, body: paths });
  }

  private async join(exchange: Exchange): Promise<void> {
    await this.queue.take(
      exchange,
      async () => {
        const order = await orderIn(exchange.fields(), randomBytes(8).toString('hex'), this.studio);
        if ('paint' in order) {
          this.sessions.begin(order.session, order.id);
        }
        return order;
      },
      (job) => {
        this.jobs.set(job.order.session, [...(this.jobs.get(job.order.session) ?? []), job]);
        this.waiting = [...this.waiting, job];
        this.tellPlaces();
        void this.tellEnd(job);
        return { event_id: job.id };
      },
    );
  }

  private tellPlaces(): void {
    this.waiting = this.waiting.filter(({ state }) => state === 'queued');
    for (const job of this.waiting) {
      this.sessions.tell(job.order.session, place(job.id, this.queue.placeOf(job), this.waiting.length));
    }
  }

  private async tellEnd(job: SpaceJob): Promise<void> {
    await job.settled();
    if (job.state === 'running') {
      await job.order.middle.pass(null);
      await job.settled();
    }
    if (job.order.streamFault === null) {
      this.sessions.tell(job.order.session, end(job, this.shelf), true);
    }
  }

  private async stream(exchange: Exchange): Promise<void> {
    const session = exchange.url.searchParams.get('session_hash') ?? '';
    const jobs = (this.jobs.get(session) ?? []).filter(({ id }) => this.queue.find(id) !== null);
    const fault = jobs.at(-1)?.order.streamFault ?? null;
    if (fault === 'stream-refuses') {
      exchange.bytes(502, 'text/html', Buffer.from(BAD_GATEWAY_PAGE));
      return;
    }
    exchange.beginEvents();
    if (jobs.length === 0) {
      exchange.write(frameOf(SESSION_LOST));
      exchange.end();
      return;
    }
    this.sessions.listen(session, exchange);
    goWrong(fault, exchange);
    if (await exchange.left()) {
      await Promise.all(jobs.map((job) => this.queue.handedOver(job, exchange)));
    } else {
      // Whoever hangs up has given up: the server forgets what the session waited for.
      this.sessions.leave(session);
      jobs.forEach((job) => this.queue.cancel(job));
    }
  }

  private cancel(exchange: Exchange): void {
    const job = this.queue.find(String(exchange.fields()['event_id']));
    if (job !== null) {
      this.cancelOrder(job);
    }
    exchange.reply({ status: 200, body: { success: true } });
  }

  private cancelOrder(job: SpaceJob): void {
    if (this.queue.cancel(job)) {
      this.sessions.tell(job.order.session, cancelled(job.id), true);
      this.tellPlaces();
    }
  }
}

function goWrong(fault: StreamFault | null, exchange: Exchange): void {
  if (fault === 'stream-drops') {
    exchange.drop();
  } else if (fault === 'stream-closes') {
    exchange.write(frameOf({ msg: 'close_stream', event_id: null }));
    exchange.end();
  } else if (fault === 'stream-garbles') {
    exchange.write(Buffer.from('data: {"msg": oops\n\n'));
  }
}
