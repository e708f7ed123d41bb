import type {
  VendorCall,
  AttemptContext,
  Degradation,
  ImageProvider,
  VendorRequest,
  ProbeResult,
  ProviderCapabilities,
  ProviderImages,
  Submission,
} from '@fusionbridge/core';
import { listed } from '../pricing/price.js';
import { anySeed } from '../fitting/seed-of-31-bits.js';
import {
  jsonBody,
  runProbe,
  shownJson,
  type VendorResponse,
  type VendorClient,
  type VendorHttp,
} from '@fusionbridge/http';
import { locatedPictures } from '../protocol/pictures/index.js';
import { pollToTheEnd } from '../protocol/queue/poll.js';
import { roomForPictures } from '../protocol/queue/room-for-pictures.js';
import { readTicket, type Ticket, writeTicket } from '../protocol/queue/ticket.js';
import { clientOf, configured, ID } from './account.js';
import { capabilitiesOf } from './capabilities.js';
import { leftOutIn, withLeftOut } from './left-out.js';
import type { ModelSheet } from './model-sheet.js';
import { ModelSchemas } from './model-schemas.js';
import { type Order, orderOf } from './order.js';
import type { PixelDojoEnv } from './pixeldojo.env.js';
import { Job, ListAnswer, RunAnswer } from './pixeldojo.schemas.js';
import { progressOf } from './progress.js';
import { failedJob } from './read-failure.js';

const USUAL_MODEL = 'flux';
const PROBE_MS = 5000;
const LONGEST_CALL_MS = 60_000;
/** New keys may ask ten times a minute. */
const PAUSES_MS = [0, 3000, 5000, 6000];

/** Pixel Dojo as it is today: a job for each order, each model with a schema of its own. Nothing can be cancelled. */
export class PixelDojoJobsProvider implements ImageProvider {
  readonly id = ID;
  private readonly client: VendorClient;
  private readonly schemas: ModelSchemas;

  constructor(
    private readonly env: PixelDojoEnv,
    private readonly http: VendorHttp,
  ) {
    this.client = clientOf(env, http);
    this.schemas = new ModelSchemas(this.client);
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    const sheet = this.schemas.sheetOf(this.modelOf(vendorModel));
    return capabilitiesOf(sheet, this.env.MAXLORAS_PIXELDOJO, { lookup: true });
  }

  configured(): true | string {
    return configured(this.env);
  }

  forget(): void {
    this.schemas.forget();
  }

  /** Its list of jobs is only shown to a good key; the schema of the usual model is read on the way. */
  async probe(signal: AbortSignal): Promise<ProbeResult> {
    const model = this.modelOf('');
    return runProbe(async () => {
      await this.client.get({ path: 'jobs', signal, timeoutMs: PROBE_MS, answer: ListAnswer });
      await this.schemas.read(model, signal);
      return `takes the key and has ${model}`;
    });
  }

  translate(asked: VendorRequest, vendorModel: string): VendorCall {
    const model = this.modelOf(vendorModel);
    const planned = this.order(asked, this.schemas.sheetOf(model));
    return {
      degradations: planned.degradations,
      model,
      estimate: listed(planned.usd),
      wire: shownJson(planned.body(planned.seed)),
      submit: async (context) => {
        const order = this.order(asked, await this.sheetFor(model, context));
        return this.submit(order, model, { context, unforeseen: beyond(order, planned) });
      },
    };
  }

  async follow(taskId: string, context: AttemptContext): Promise<ProviderImages> {
    const ticket = readTicket(taskId);
    const ended = await pollToTheEnd({
      provider: ID,
      context,
      timeoutMs: this.env.PIXELDOJO_TIMEOUT_SECONDS * 1000,
      pausesMs: PAUSES_MS,
      ask: () => this.endOf(ticket, context),
    });
    if (ended.value.status !== 'completed') {
      throw failedJob(ended.value, ID, (text) => this.http.redact(text));
    }
    await roomForPictures(ID, context);
    const vendor = { id: ID, origin: this.client.origin };
    return {
      pictures: locatedPictures(ended.value.output?.pictures ?? [], ended, vendor, ({ index }) => ({
        // How the further ones are sown is not documented.
        seed: index === 0 ? ticket.seed : null,
        flagged: false,
      })),
      cost: listed(ticket.usd),
      degradations: leftOutIn(taskId),
    };
  }

  private modelOf(vendorModel: string): string {
    return vendorModel === '' ? (this.env.PIXELDOJO_MODEL ?? USUAL_MODEL) : vendorModel;
  }

  private order(asked: VendorRequest, sheet: ModelSheet): Order {
    return orderOf(asked, sheet, Math.min(sheet.loras?.most ?? 0, this.env.MAXLORAS_PIXELDOJO));
  }

  /** A schema that cannot be read is no obstacle: fields that the model does not have are refused, for nothing. */
  private async sheetFor(model: string, context: AttemptContext): Promise<ModelSheet> {
    try {
      return await this.schemas.read(model, context.signal);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      context.log(`orders without the schema of ${model}: ${why}`);
      return this.schemas.sheetOf(model);
    }
  }

  private async submit(
    order: Order,
    model: string,
    { context, unforeseen }: { context: AttemptContext; unforeseen: readonly Degradation[] },
  ): Promise<Submission> {
    const seed = order.sown ? (order.seed ?? anySeed()) : null;
    const { value } = await this.client.post(jsonBody(order.body(seed)), {
      path: `models/${encodeURIComponent(model)}/run`,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: RunAnswer,
      expects: 'acknowledgement',
    });
    const ticket = writeTicket({ task: value.jobId, seed, usd: order.usd });
    return { kind: 'task', taskId: withLeftOut(ticket, unforeseen) };
  }

  private async endOf({ task }: Ticket, context: AttemptContext): Promise<VendorResponse<Job> | null> {
    const answer = await this.client.get({
      path: `jobs/${encodeURIComponent(task)}`,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: Job,
      beforeLongBody: () => context.beforePictures(),
    });
    const progress = progressOf(answer.value);
    if (progress === null) {
      return answer;
    }
    context.onProgress(progress);
    return null;
  }

  private get callMs(): number {
    return Math.min(LONGEST_CALL_MS, this.env.PIXELDOJO_TIMEOUT_SECONDS * 1000);
  }
}

/** What the order leaves out that the plan did not say. */
function beyond(order: Order, planned: Order): Degradation[] {
  const told = new Set(planned.degradations.map((one) => JSON.stringify(one)));
  return order.degradations.filter((one) => !told.has(JSON.stringify(one)));
}
