import {
  type VendorCall,
  type AttemptContext,
  type ImageProvider,
  type VendorRequest,
  type ProbeResult,
  type ProviderCapabilities,
  ProviderError,
  type ProviderImages,
  type Submission,
} from '@fusionbridge/core';
import { base64Length, ImageProcessor, MediaEnv } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { adaptedOrder } from '../fitting/adapted-order.js';
import { anySeed } from '../fitting/seed-of-31-bits.js';
import { maskShown } from '../fitting/shown-pictures.js';
import { jsonBody, type VendorResponse, type VendorClient, VendorHttp } from '@fusionbridge/http';
import { locatedPictures } from '../protocol/pictures/index.js';
import { isGivenUp, pollToTheEnd } from '../protocol/queue/poll.js';
import { readTicket, type Ticket, writeTicket } from '../protocol/queue/ticket.js';
import { whileWorking } from '../protocol/queue/while-working.js';
import { ABOUT } from './about.js';
import { billOf, rateOf } from './bill.js';
import { capabilitiesOf } from './capabilities.js';
import { sheetOf, USUAL_MODEL } from './endpoints.js';
import { FalEnv } from './fal.env.js';
import { OutputAnswer, StatusAnswer, SubmitAnswer } from './fal.schemas.js';
import { bodyOf, type Order, orderOf } from './order.js';
import { progressOf } from './progress.js';
import { isJobFailure, readFailure, readJobFailure } from './read-failure.js';

const ID = 'fal';
const MEBIBYTE = 1024 * 1024;
const PROBE_MS = 5000;
const CANCEL_MS = 3000;
/** The queue takes and tells at once; only the work takes long. */
const LONGEST_CALL_MS = 60_000;
/** At once for the place in the queue, then slower and slower. */
const PAUSES_MS = [0, 500, 500, 700, 1000, 1500, 2000];
const NO_REQUEST = '00000000-0000-0000-0000-000000000000';
/**
 * Pictures at fal are public and stay for ever unless told otherwise; a day is enough to be restarted. By itself fal
 * sends a failed order again, and to another model at another price: both are ours to decide.
 */
const HEADERS = {
  'x-fal-object-lifecycle-preference': '{"expiration_duration_seconds":86400}',
  'x-app-fal-disable-fallback': 'true',
  'x-fal-no-retry': '1',
};

/** fal.ai. Orders go into its queue; the task id is the path of the order, so that it can be followed after a restart. */
@Injectable()
export class FalProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: FalEnv;
  private readonly maxPictureBytes: number;
  private readonly client: VendorClient;
  /** Reads an error as the model's own, where its result should be. */
  private readonly results: VendorClient;

  constructor(
    settings: Settings,
    http: VendorHttp,
    private readonly imageProcessor: ImageProcessor,
  ) {
    this.env = settings.section(FalEnv);
    this.maxPictureBytes = settings.section(MediaEnv).MAX_PICTURE_BYTES;
    const address = {
      id: ID,
      baseUrl: this.env.FAL_QUEUE_URL,
      addressSetting: 'FAL_QUEUE_URL',
      keySetting: 'FAL_API_KEY',
      modelSetting: 'config/models.json',
      authorization: this.key === undefined ? null : `Key ${this.key}`,
    };
    this.client = http.client({ ...address, readFailure });
    this.results = http.client({ ...address, readFailure: readJobFailure });
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    return capabilitiesOf(sheetOf(vendorModel), this.env.MAXLORAS_FAL);
  }

  configured(): true | string {
    return this.key !== undefined || 'set FAL_API_KEY';
  }

  /** The queue has nothing to list: it is asked about an order that nobody placed. */
  async probe(signal: AbortSignal): Promise<ProbeResult> {
    const path = `${USUAL_MODEL}/requests/${NO_REQUEST}/status`;
    try {
      await this.client.get({ path, signal, timeoutMs: PROBE_MS, answer: z.unknown() });
    } catch (error) {
      if (!(error instanceof ProviderError) || ![400, 404, 422].includes(error.status ?? 0)) {
        return { reachable: false, message: error instanceof Error ? error.message : String(error) };
      }
    }
    return { reachable: true, message: 'answers' };
  }

  translate(asked: VendorRequest, vendorModel: string): VendorCall {
    const order = orderOf(asked, sheetOf(vendorModel), this.capabilities(vendorModel));
    return adaptedOrder(
      { ...order, model: order.endpoint.path },
      bodyOf(order, order.seed, maskShown(asked)),
      (context) => this.submit(order, context),
    );
  }

  async follow(taskId: string, context: AttemptContext): Promise<ProviderImages> {
    const ticket = readTicket(taskId);
    try {
      await pollToTheEnd({
        provider: ID,
        context,
        timeoutMs: this.env.FAL_TIMEOUT_SECONDS * 1000,
        pausesMs: PAUSES_MS,
        ask: () => this.hasEnded(ticket, context),
      });
      return this.delivered(await this.outputOf(ticket, context), ticket);
    } catch (error) {
      if (isGivenUp(error, context.signal)) {
        await this.cancel(taskId).catch(() => context.log(`could not cancel ${ticket.task}`));
      }
      throw error;
    }
  }

  /** Removes what waits; what runs already may go on. */
  async cancel(taskId: string): Promise<void> {
    await this.client.put(null, {
      path: this.addressOf(readTicket(taskId), '/cancel'),
      signal: new AbortController().signal,
      timeoutMs: CANCEL_MS,
      answer: z.unknown(),
    });
  }

  private get key(): string | undefined {
    return this.env.FAL_API_KEY ?? this.env.FAL_KEY;
  }

  private async submit(order: Order, context: AttemptContext): Promise<Submission> {
    const { request, endpoint, usd } = order;
    const seed = order.seed ?? anySeed();
    const mask = request.mask === null ? null : await this.imageProcessor.maskToPng(request.mask);
    const { value } = await this.client.post(jsonBody(bodyOf(order, seed, mask)), {
      path: endpoint.path,
      headers: HEADERS,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: SubmitAnswer,
      expects: 'acknowledgement',
    });
    const task = this.taskOf(value, endpoint.path);
    return { kind: 'task', taskId: writeTicket({ task, seed, usd, rate: rateOf(endpoint) }) };
  }

  /** The path fal names, where it is fal's own; else the documented one: owner and alias without what follows them. */
  private taskOf({ request_id: id, response_url: url }: SubmitAnswer, path: string): string {
    const base = new URL(this.env.FAL_QUEUE_URL.replace(/\/*$/, '/'));
    const named = typeof url === 'string' && URL.canParse(url) ? new URL(url) : null;
    return named !== null && named.origin === base.origin && named.pathname.startsWith(base.pathname)
      ? named.pathname.slice(base.pathname.length)
      : `${path.split('/').slice(0, 2).join('/')}/requests/${id}`;
  }

  private addressOf({ task }: Ticket, suffix: string): string {
    return `${task.split('/').map(encodeURIComponent).join('/')}${suffix}`;
  }

  private async hasEnded(ticket: Ticket, context: AttemptContext): Promise<true | null> {
    const { value } = await this.client.get({
      path: this.addressOf(ticket, '/status?logs=1'),
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: StatusAnswer,
    });
    if (value.status === 'COMPLETED') {
      return true;
    }
    context.onProgress(progressOf(value));
    return null;
  }

  private async outputOf(ticket: Ticket, context: AttemptContext): Promise<VendorResponse<OutputAnswer>> {
    try {
      return await this.results.get({
        path: this.addressOf(ticket, ''),
        signal: context.signal,
        timeoutMs: this.callMs,
        maxBytes: base64Length(this.maxPictureBytes) + MEBIBYTE,
        answer: OutputAnswer,
        beforeBody: () => context.beforePictures(),
      });
    } catch (error) {
      throw error instanceof ProviderError && isJobFailure(error) ? error : whileWorking(error, ID);
    }
  }

  private delivered(answer: VendorResponse<OutputAnswer>, ticket: Ticket): ProviderImages {
    const { pictures, seed, has_nsfw_concepts: flags } = answer.value;
    const vendor = { id: ID, origin: this.client.origin };
    return {
      pictures: locatedPictures(pictures, answer, vendor, ({ index }) => ({
        // One seed for the order: that of the first picture. How the others are sown is not documented.
        seed: index === 0 ? (seed ?? ticket.seed) : null,
        flagged: flags?.[index] === true,
      })),
      cost: billOf(answer.headers, ticket),
      degradations: [],
    };
  }

  private get callMs(): number {
    return Math.min(LONGEST_CALL_MS, this.env.FAL_TIMEOUT_SECONDS * 1000);
  }
}
