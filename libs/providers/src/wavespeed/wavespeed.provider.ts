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
import { adaptedOrder } from '../fitting/adapted-order.js';
import { listed } from '../pricing/price.js';
import { anySeed } from '../fitting/seed-of-31-bits.js';
import { maskShown } from '../fitting/shown-pictures.js';
import {
  bearer,
  jsonBody,
  runProbe,
  type VendorResponse,
  type VendorClient,
  VendorHttp,
} from '@fusionbridge/http';
import { locatedPictures } from '../protocol/pictures/index.js';
import { pollToTheEnd } from '../protocol/queue/poll.js';
import { roomForPictures } from '../protocol/queue/room-for-pictures.js';
import { readTicket, type Ticket, writeTicket } from '../protocol/queue/ticket.js';
import { ABOUT } from './about.js';
import { capabilitiesOf } from './capabilities.js';
import { LoraLimits } from './lora-limits.js';
import { pathOf, sheetOf } from './models.js';
import { bodyOf, type Order, orderOf } from './order.js';
import { failedTask, readFailure } from './read-failure.js';
import { WaveSpeedEnv } from './wavespeed.env.js';
import { BalanceAnswer, type Prediction, PredictionAnswer, SubmitAnswer } from './wavespeed.schemas.js';

const ID = 'wavespeed';
const PROBE_MS = 5000;
const LONGEST_CALL_MS = 60_000;
/** The vendor advises two seconds between questions; the fastest models are done before the second one. */
const PAUSES_MS = [0, 1000, 2000, 2000, 2000, 3000];
const RUNNING = new Set(['created', 'pending', 'processing']);

/** An answer about an order that has ended. */
type Ended = VendorResponse<{ readonly data: Prediction }>;

/** WaveSpeed. Orders go into its queue and are asked about; nothing can be cancelled there. */
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

  configured(): true | string {
    return this.env.WAVESPEED_API_KEY !== undefined || 'set WAVESPEED_API_KEY';
  }

  /** Asks for the balance, and learns from the list of models how many LoRAs each takes. */
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

  translate(asked: VendorRequest, vendorModel: string): VendorCall {
    const order = orderOf(asked, sheetOf(vendorModel), this.capabilities(vendorModel));
    const model = pathOf(vendorModel);
    return adaptedOrder({ ...order, model }, bodyOf(order, order.seed, maskShown(asked)), (context) =>
      this.submit(order, model, context),
    );
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

  private async submit(order: Order, path: string, context: AttemptContext): Promise<Submission> {
    const { request, usd } = order;
    const seed = order.seed ?? anySeed();
    const mask = request.mask === null ? null : await this.imageProcessor.maskToPng(request.mask);
    const { value } = await this.client.post(jsonBody(bodyOf(order, seed, mask)), {
      path,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: SubmitAnswer,
      expects: 'acknowledgement',
    });
    return { kind: 'task', taskId: writeTicket({ task: value.data.id, seed, usd }) };
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
        // One seed for the order: that of the first picture. How the others are sown is not documented.
        seed: index === 0 ? (task.input?.seed ?? ticket.seed) : null,
        flagged: task.has_nsfw_contents?.[index] === true,
      })),
      cost: listed(ticket.usd),
      degradations: [],
    };
  }

  private get callMs(): number {
    return Math.min(LONGEST_CALL_MS, this.env.WAVESPEED_TIMEOUT_SECONDS * 1000);
  }
}
