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
import { jsonBody, type VendorResponse, type VendorClient, VendorHttp, runProbe } from '@fusionbridge/http';
import { priceOf } from '../pricing/price.js';
import { maskPicture, maskPlaceholder } from '../protocol/input-pictures.js';
import { jsonCall } from '../protocol/json-call.js';
import { locatedPictures } from '../protocol/pictures/index.js';
import { pollToTheEnd } from '../protocol/queue/poll.js';
import { roomForPictures } from '../protocol/queue/room-for-pictures.js';
import { seeded } from '../protocol/random-seed.js';
import { sizeOf } from '../protocol/requested-size.js';
import { ABOUT } from './about.js';
import { BflEnv } from './bfl.env.js';
import { CreditsAnswer, Result, TakenAnswer } from './bfl.schemas.js';
import { capabilitiesOf } from './capabilities.js';
import { sheetOf } from './models.js';
import { failedResult, readFailure } from './read-failure.js';
import { readRegionTicket, type RegionTicket, writeRegionTicket } from './region-ticket.js';
import { requestBodyOf } from './request-body.js';

const ID = 'bfl';
const PROBE_MS = 5000;
const LONGEST_CALL_MS = 60_000;
const PAUSES_MS = [0, 500, 1000, 1000, 2000];
const PENDING = new Set(['Pending', 'Processing', 'Queued']);
const CREDITS_PER_USD = 100;

/** Black Forest Labs. The response to a request reports its cost; nothing can be cancelled. */
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

  defaultModel(): string {
    return this.env.BFL_MODEL;
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

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const model = this.modelOf(vendorModel);
    const sheet = sheetOf(model);
    const usd = priceOf(sheet.price, sizeOf(request), request.count);
    const body = requestBodyOf(request, sheet, maskPlaceholder(request));
    return jsonCall({ model, usd, body }, (context) => this.submit(request, model, context));
  }

  async follow(taskId: string, context: AttemptContext): Promise<ProviderImages> {
    const ticket = readRegionTicket(taskId, this.env.BFL_BASE_URL);
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

  private async submit(asked: VendorRequest, model: string, context: AttemptContext): Promise<Submission> {
    const request = seeded(asked);
    const mask = await maskPicture(request, this.imageProcessor);
    const { value } = await this.client.post(jsonBody(requestBodyOf(request, sheetOf(model), mask)), {
      path: model,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: TakenAnswer,
      expects: 'acknowledgement',
    });
    const usd = typeof value.cost === 'number' ? value.cost / CREDITS_PER_USD : null;
    const ticket = { task: value.id, seed: request.seed, usd };
    return {
      kind: 'task',
      taskId: writeRegionTicket(ticket, value.polling_url ?? null, this.env.BFL_BASE_URL),
    };
  }

  private async endOf(
    { task, at }: RegionTicket,
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
