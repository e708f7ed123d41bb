import type {
  VendorCall,
  AttemptContext,
  ImageProvider,
  VendorRequest,
  ProbeResult,
  ProviderCapabilities,
  ProviderImages,
  Submission,
} from '@fusionbridge/core';
import {
  jsonBody,
  runProbe,
  type VendorResponse,
  type VendorClient,
  type VendorHttp,
} from '@fusionbridge/http';
import { listed } from '../pricing/price.js';
import { jsonCall } from '../protocol/json-call.js';
import { locatedPictures } from '../protocol/pictures/index.js';
import { pollToTheEnd } from '../protocol/queue/poll.js';
import { roomForPictures } from '../protocol/queue/room-for-pictures.js';
import { readTicket, type Ticket, writeTicket } from '../protocol/queue/ticket.js';
import { seeded } from '../protocol/random-seed.js';
import { clientOf, configured, ID } from './account.js';
import { capabilitiesOf } from './capabilities.js';
import { usdOf } from './credits.js';
import type { ModelSheet } from './model-sheet.js';
import { ModelSchemas } from './model-schemas.js';
import type { PixelDojoEnv } from './pixeldojo.env.js';
import { Job, ListAnswer, RunAnswer } from './pixeldojo.schemas.js';
import { progressOf } from './progress.js';
import { failedJob } from './read-failure.js';
import { requestBodyOf } from './request-body.js';
import { cutToSchema } from './schema-cuts.js';
import { degradationsIn, withDegradations } from './ticket-degradations.js';

const USUAL_MODEL = 'flux';
const PROBE_MS = 5000;
const LONGEST_CALL_MS = 60_000;
/** New keys are limited to ten requests per minute. */
const PAUSES_MS = [0, 3000, 5000, 6000];

/** Pixel Dojo's current API: each request is a job, each model has its own schema. Nothing can be cancelled. */
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

  defaultModel(): string {
    return this.modelOf('');
  }

  configured(): true | string {
    return configured(this.env);
  }

  forget(): void {
    this.schemas.forget();
  }

  /** Lists the jobs, which requires a valid key, and reads the schema of the default model. */
  async probe(signal: AbortSignal): Promise<ProbeResult> {
    const model = this.modelOf('');
    return runProbe(async () => {
      await this.client.get({ path: 'jobs', signal, timeoutMs: PROBE_MS, answer: ListAnswer });
      await this.schemas.read(model, signal);
      return `takes the key and has ${model}`;
    });
  }

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const model = this.modelOf(vendorModel);
    const sheet = this.schemas.sheetOf(model);
    const usd = usdOf(sheet.credits, request.count);
    return jsonCall({ model, usd, body: requestBodyOf(request, sheet) }, (context) =>
      this.submit(request, model, context),
    );
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
        // Pixel Dojo reports no seed; only the first picture is known to use ours.
        seed: index === 0 ? ticket.seed : null,
        flagged: false,
      })),
      cost: listed(ticket.usd),
      degradations: degradationsIn(taskId),
    };
  }

  private modelOf(vendorModel: string): string {
    return vendorModel === '' ? (this.env.PIXELDOJO_MODEL ?? USUAL_MODEL) : vendorModel;
  }

  /** Without the schema the request is sent as planned: the vendor refuses unknown fields, free of charge. */
  private async sheetFor(model: string, context: AttemptContext): Promise<ModelSheet> {
    try {
      return await this.schemas.read(model, context.signal);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      context.log(`sends a request without the schema of ${model}: ${why}`);
      return this.schemas.sheetOf(model);
    }
  }

  private async submit(planned: VendorRequest, model: string, context: AttemptContext): Promise<Submission> {
    const sheet = await this.sheetFor(model, context);
    const cut = cutToSchema(planned, sheet, this.env.MAXLORAS_PIXELDOJO);
    const request = sheet.seed ? seeded(cut.request) : cut.request;
    const { value } = await this.client.post(jsonBody(requestBodyOf(request, sheet)), {
      path: `models/${encodeURIComponent(model)}/run`,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: RunAnswer,
      expects: 'acknowledgement',
    });
    const usd = usdOf(sheet.credits, request.count);
    const ticket = writeTicket({ task: value.jobId, seed: request.seed, usd });
    return { kind: 'task', taskId: withDegradations(ticket, cut.degradations) };
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
