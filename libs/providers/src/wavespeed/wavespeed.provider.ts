import {
  type VendorCall,
  type AttemptContext,
  type ImageProvider,
  type VendorRequest,
  type ProbeResult,
  type ProviderCapabilities,
  type ProviderImages,
  type Submission,
} from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import {
  bearer,
  jsonBody,
  runProbe,
  type VendorResponse,
  type VendorClient,
  VendorHttp,
} from '@fusionbridge/http';
import { listed, priceOf } from '../pricing/price.js';
import { maskPicture, maskPlaceholder } from '../protocol/input-pictures.js';
import { jsonCall } from '../protocol/json-call.js';
import { locatedPictures } from '../protocol/pictures/index.js';
import { pollToTheEnd } from '../protocol/queue/poll.js';
import { roomForPictures } from '../protocol/queue/room-for-pictures.js';
import { readTicket, type Ticket, writeTicket } from '../protocol/queue/ticket.js';
import { seeded } from '../protocol/random-seed.js';
import { sizeOf } from '../protocol/requested-size.js';
import { ABOUT } from './about.js';
import { capabilitiesOf } from './capabilities.js';
import { LoraLimits } from './lora-limits.js';
import { pathOf, sheetOf } from './models.js';
import { failedTask, readFailure } from './read-failure.js';
import { requestBodyOf } from './request-body.js';
import { WaveSpeedEnv } from './wavespeed.env.js';
import { BalanceAnswer, type Prediction, PredictionAnswer, SubmitAnswer } from './wavespeed.schemas.js';

const ID = 'wavespeed';
const PROBE_MS = 5000;
const LONGEST_CALL_MS = 60_000;
/** The vendor advises two seconds between questions; the fastest models are done before the second one. */
const PAUSES_MS = [0, 1000, 2000, 2000, 2000, 3000];
const RUNNING = new Set(['created', 'pending', 'processing']);

/** The response about a task that has ended. */
type Ended = VendorResponse<{ readonly data: Prediction }>;

/** WaveSpeed. Tasks are queued and polled; nothing can be cancelled. */
@Injectable()
export class WaveSpeedProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: WaveSpeedEnv;
  private readonly client: VendorClient;
  private readonly limits: LoraLimits;

  constructor(
    settings: Settings,
    private readonly http: VendorHttp,
    private readonly imageProcessor: ImageProcessor,
  ) {
    this.env = settings.section(WaveSpeedEnv);
    this.client = http.client({
      id: ID,
      baseUrl: this.env.WAVESPEED_BASE_URL,
      addressSetting: 'WAVESPEED_BASE_URL',
      keySetting: 'WAVESPEED_API_KEY',
      modelSetting: 'config/models.json',
      authorization: bearer(this.env.WAVESPEED_API_KEY),
      readFailure,
    });
    this.limits = new LoraLimits(this.client);
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    const mostLoras = Math.min(this.env.MAXLORAS_WAVESPEED, this.limits.of(pathOf(vendorModel)));
    return capabilitiesOf(sheetOf(vendorModel), mostLoras);
  }

  defaultModel(): string {
    return pathOf('');
  }

  configured(): true | string {
    return this.env.WAVESPEED_API_KEY !== undefined || 'set WAVESPEED_API_KEY';
  }

  /** Reads the balance, and from the list of models how many LoRAs each takes. */
  async probe(signal: AbortSignal): Promise<ProbeResult> {
    return runProbe(async () => {
      const { value } = await this.client.get({
        path: 'balance',
        signal,
        timeoutMs: PROBE_MS,
        answer: BalanceAnswer,
      });
      const isListed = await this.limits.read(signal).then(
        () => true,
        () => false,
      );
      const unread = isListed ? '' : '; its list of models could not be read';
      return `has a balance of ${value.data.balance.toFixed(2)} $${unread}`;
    });
  }

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const model = pathOf(vendorModel);
    const sheet = sheetOf(vendorModel);
    const usd = priceOf(sheet.price, sizeOf(request), request.count);
    const body = requestBodyOf(request, sheet, maskPlaceholder(request));
    return jsonCall({ model, usd, body }, (context) => this.submit(request, { model, usd }, context));
  }

  async follow(taskId: string, context: AttemptContext): Promise<ProviderImages> {
    const ticket = readTicket(taskId);
    const ended = await pollToTheEnd({
      provider: ID,
      context,
      timeoutMs: this.env.WAVESPEED_TIMEOUT_SECONDS * 1000,
      pausesMs: PAUSES_MS,
      ask: () => this.endOf(ticket, context),
    });
    if (ended.value.data.status !== 'completed') {
      throw failedTask(ended.value.data, ID, (text) => this.http.redact(text));
    }
    await roomForPictures(ID, context);
    return this.delivered(ended, ticket);
  }

  private async submit(
    asked: VendorRequest,
    { model, usd }: { readonly model: string; readonly usd: number | null },
    context: AttemptContext,
  ): Promise<Submission> {
    const request = seeded(asked);
    const mask = await maskPicture(request, this.imageProcessor);
    const { value } = await this.client.post(jsonBody(requestBodyOf(request, sheetOf(model), mask)), {
      path: model,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: SubmitAnswer,
      expects: 'acknowledgement',
    });
    return { kind: 'task', taskId: writeTicket({ task: value.data.id, seed: request.seed, usd }) };
  }

  private async endOf({ task }: Ticket, context: AttemptContext): Promise<Ended | null> {
    const answer = await this.client.get({
      path: `predictions/${encodeURIComponent(task)}/result`,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: PredictionAnswer,
      beforeLongBody: () => context.beforePictures(),
    });
    return RUNNING.has(answer.value.data.status) ? null : answer;
  }

  private delivered(ended: Ended, ticket: Ticket): ProviderImages {
    const task = ended.value.data;
    const vendor = { id: ID, origin: this.client.origin };
    return {
      pictures: locatedPictures(task.outputs, ended, vendor, ({ index }) => ({
        // WaveSpeed reports one seed, that of the first picture; those of the others are not documented.
        seed: index === 0 ? (task.input?.seed ?? ticket.seed) : null,
        flagged: task.has_nsfw_contents?.[index] === true,
      })),
      cost: listed(ticket.usd),
      degradations: [],
      servedModel: task.model,
    };
  }

  private get callMs(): number {
    return Math.min(LONGEST_CALL_MS, this.env.WAVESPEED_TIMEOUT_SECONDS * 1000);
  }
}
