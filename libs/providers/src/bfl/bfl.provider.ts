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
import { ImageProcessor } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { adaptedOrder } from '../fitting/adapted-order.js';
import { anySeed } from '../fitting/seed-of-31-bits.js';
import { maskShown } from '../fitting/shown-pictures.js';
import { jsonBody, type VendorResponse, type VendorClient, VendorHttp, runProbe } from '@fusionbridge/http';
import { locatedPictures } from '../protocol/pictures/index.js';
import { pollToTheEnd } from '../protocol/queue/poll.js';
import { roomForPictures } from '../protocol/queue/room-for-pictures.js';
import { ABOUT } from './about.js';
import { BflEnv } from './bfl.env.js';
import { CreditsAnswer, Result, TakenAnswer } from './bfl.schemas.js';
import { capabilitiesOf } from './capabilities.js';
import { sheetOf } from './models.js';
import { bodyOf, type Order, orderOf } from './order.js';
import { type OrderTicket, readOrderTicket, writeOrderTicket } from './order-ticket.js';
import { failedResult, readFailure } from './read-failure.js';

const ID = 'bfl';
const PROBE_MS = 5000;
const LONGEST_CALL_MS = 60_000;
const PAUSES_MS = [0, 500, 1000, 1000, 2000];
const PENDING = new Set(['Pending', 'Processing', 'Queued']);
const CREDITS_IN_A_DOLLAR = 100;

/** Black Forest Labs. What an order costs is said when it is taken; it cannot be cancelled. */
@Injectable()
export class BflProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: BflEnv;
  private readonly client: VendorClient;

  constructor(
    settings: Settings,
    private readonly http: VendorHttp,
    private readonly imageProcessor: ImageProcessor,
  ) {
    this.env = settings.section(BflEnv);
    this.client = this.clientAt(this.env.BFL_BASE_URL);
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    return capabilitiesOf(sheetOf(this.modelOf(vendorModel)));
  }

  configured(): true | string {
    return this.env.BFL_API_KEY !== undefined || 'set BFL_API_KEY';
  }

  async probe(signal: AbortSignal): Promise<ProbeResult> {
    return runProbe(async () => {
      const call = { path: 'credits', signal, timeoutMs: PROBE_MS, answer: CreditsAnswer };
      const { value } = await this.client.get(call);
      return `has ${value.credits} credits left`;
    });
  }

  translate(asked: VendorRequest, vendorModel: string): VendorCall {
    const model = this.modelOf(vendorModel);
    const order = orderOf(asked, sheetOf(model));
    return adaptedOrder({ ...order, model }, bodyOf(order, order.seed, maskShown(asked)), (context) =>
      this.submit(order, model, context),
    );
  }

  async follow(taskId: string, context: AttemptContext): Promise<ProviderImages> {
    const ticket = readOrderTicket(taskId, this.env.BFL_BASE_URL);
    const region = this.clientAt(new URL(ticket.at).origin);
    const ended = await pollToTheEnd({
      provider: ID,
      context,
      timeoutMs: this.env.BFL_TIMEOUT_SECONDS * 1000,
      pausesMs: PAUSES_MS,
      ask: () => this.endOf(ticket, region, context),
    });
    const { status, result } = ended.value;
    if (status !== 'Ready' || result === null || result === undefined) {
      throw failedResult(ended.value, ID, (text) => this.http.redact(text));
    }
    await roomForPictures(ID, context);
    const seed = result.seed ?? ticket.seed;
    const vendor = { id: ID, origin: this.client.origin };
    return {
      pictures: locatedPictures(result.pictures, ended, vendor, () => ({ seed, flagged: false })),
      cost: ticket.usd === null ? null : { usd: ticket.usd, source: 'reported' },
      degradations: [],
    };
  }

  private clientAt(baseUrl: string): VendorClient {
    return this.http.client({
      id: ID,
      baseUrl,
      addressSetting: 'BFL_BASE_URL',
      keySetting: 'BFL_API_KEY',
      modelSetting: 'BFL_MODEL or config/models.json',
      authorization: this.env.BFL_API_KEY ?? null,
      keyHeader: 'x-key',
      readFailure,
    });
  }

  private modelOf(vendorModel: string): string {
    return vendorModel === '' ? this.env.BFL_MODEL : vendorModel;
  }

  private async submit(order: Order, model: string, context: AttemptContext): Promise<Submission> {
    const { mask: asked } = order.request;
    const seed = order.seed ?? anySeed();
    const mask = asked === null ? null : await this.imageProcessor.maskToPng(asked);
    const { value } = await this.client.post(jsonBody(bodyOf(order, seed, mask)), {
      path: model,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: TakenAnswer,
      expects: 'acknowledgement',
    });
    const usd = typeof value.cost === 'number' ? value.cost / CREDITS_IN_A_DOLLAR : null;
    const ticket = { task: value.id, seed, usd };
    return {
      kind: 'task',
      taskId: writeOrderTicket(ticket, value.polling_url ?? null, this.env.BFL_BASE_URL),
    };
  }

  private async endOf(
    { task, at }: OrderTicket,
    region: VendorClient,
    context: AttemptContext,
  ): Promise<VendorResponse<Result> | null> {
    const answer = await region.get({
      path: `${at}?id=${encodeURIComponent(task)}`,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: Result,
      beforeLongBody: () => context.beforePictures(),
    });
    const { value } = answer;
    if (!PENDING.has(value.status)) {
      return answer;
    }
    const fraction = value.progress ?? 0;
    context.onProgress({
      fraction,
      step: null,
      steps: null,
      preview: null,
      phase: 'working',
      note: 'working',
    });
    return null;
  }

  private get callMs(): number {
    return Math.min(LONGEST_CALL_MS, this.env.BFL_TIMEOUT_SECONDS * 1000);
  }
}
