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
import { jsonBody, type VendorResponse, type VendorClient, VendorHttp } from '@fusionbridge/http';
import { priceOf } from '../pricing/price.js';
import { maskPicture, maskPlaceholder } from '../protocol/input-pictures.js';
import { jsonCall } from '../protocol/json-call.js';
import { locatedPictures } from '../protocol/pictures/index.js';
import { isGivenUp, pollToTheEnd } from '../protocol/queue/poll.js';
import { readTicket, type Ticket, writeTicket } from '../protocol/queue/ticket.js';
import { whileWorking } from '../protocol/queue/while-working.js';
import { seeded } from '../protocol/random-seed.js';
import { sizeOf } from '../protocol/requested-size.js';
import { ABOUT } from './about.js';
import { billOf, rateOf } from './bill.js';
import { capabilitiesOf } from './capabilities.js';
import { type Endpoint, endpointFor, sheetOf, USUAL_MODEL } from './endpoints.js';
import { FalEnv } from './fal.env.js';
import { OutputAnswer, StatusAnswer, SubmitAnswer } from './fal.schemas.js';
import { progressOf } from './progress.js';
import { isJobFailure, readFailure, readJobFailure } from './read-failure.js';
import { requestBodyOf } from './request-body.js';

const ID = 'fal';
const MEBIBYTE = 1024 * 1024;
const PROBE_MS = 5000;
const CANCEL_MS = 3000;
/** The queue responds at once; only the work takes long. */
const LONGEST_CALL_MS = 60_000;
/** At once for the position in the queue, then less and less often. */
const PAUSES_MS = [0, 500, 500, 700, 1000, 1500, 2000];
const NO_REQUEST = '00000000-0000-0000-0000-000000000000';
/**
 * Pictures at fal are public and stay forever by default; a day is enough to survive a restart of the bridge. By default
 * fal also retries failed requests, and falls back to other models at other prices; both are the bridge's decision.
 */
const HEADERS = {
  'x-fal-object-lifecycle-preference': '{"expiration_duration_seconds":86400}',
  'x-app-fal-disable-fallback': 'true',
  'x-fal-no-retry': '1',
};

/** fal.ai, through its queue. The task id is the path of the request, so it can be followed after a restart. */
@Injectable()
export class FalProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: FalEnv;
  private readonly maxPictureBytes: number;
  private readonly client: VendorClient;
  /** Requests results: an error response may be the model's own. */
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

  defaultModel(): string {
    return USUAL_MODEL;
  }

  configured(): true | string {
    return this.key !== undefined || 'set FAL_API_KEY';
  }

  /** The queue lists nothing, so it is asked for the status of a request that does not exist. */
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

  /** @throws ProviderError `not_sent` for an operation that the model does not have; planning never requests one */
  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const endpoint = endpointFor(request.operation, sheetOf(vendorModel));
    const usd = priceOf(endpoint.price, sizeOf(request), request.count);
    const body = requestBodyOf(request, endpoint, maskPlaceholder(request));
    return jsonCall({ model: endpoint.path, usd, body }, (context) =>
      this.submit(request, { endpoint, usd }, context),
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

  /** Removes a queued request; a running one may go on. */
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

  private async submit(
    asked: VendorRequest,
    { endpoint, usd }: { readonly endpoint: Endpoint; readonly usd: number | null },
    context: AttemptContext,
  ): Promise<Submission> {
    const request = seeded(asked);
    const mask = await maskPicture(request, this.imageProcessor);
    const { value } = await this.client.post(jsonBody(requestBodyOf(request, endpoint, mask)), {
      path: endpoint.path,
      headers: HEADERS,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: SubmitAnswer,
      expects: 'acknowledgement',
    });
    const task = this.taskOf(value, endpoint.path);
    return { kind: 'task', taskId: writeTicket({ task, seed: request.seed, usd, rate: rateOf(endpoint) }) };
  }

  /** The path that fal names if it is below the queue's address, else the documented one, below owner and alias. */
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
        // fal reports one seed, that of the first picture; those of the others are not documented.
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
