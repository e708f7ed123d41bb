import type {
  VendorCall,
  AttemptContext,
  ImageProvider,
  VendorRequest,
  Picture,
  ProbeResult,
  ProviderCapabilities,
  ProviderImages,
  Submission,
} from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  bearer,
  asNotSent,
  formBody,
  jsonBody,
  runProbe,
  type VendorResponse,
  type VendorClient,
  VendorHttp,
} from '@fusionbridge/http';
import { listed, priceOf } from '../pricing/price.js';
import { asDataUri, maskPicture, maskPlaceholder } from '../protocol/input-pictures.js';
import { jsonCall } from '../protocol/json-call.js';
import { given } from '../protocol/optional-fields.js';
import { locatedPictures } from '../protocol/pictures/index.js';
import { isGivenUp, pollToTheEnd } from '../protocol/queue/poll.js';
import { roomForPictures } from '../protocol/queue/room-for-pictures.js';
import { stepProgress } from '../protocol/queue/step-progress.js';
import { readTicket, type Ticket, writeTicket } from '../protocol/queue/ticket.js';
import { seeded } from '../protocol/random-seed.js';
import { sizeOf } from '../protocol/requested-size.js';
import { ABOUT } from './about.js';
import { capabilitiesOf } from './capabilities.js';
import { type ModelSheet, predictionPathOf, servedModelOf, sheetOf } from './models.js';
import { failedPrediction, readFailure } from './read-failure.js';
import { ReplicateEnv } from './replicate.env.js';
import { AccountAnswer, CreatedAnswer, FileAnswer, Prediction } from './replicate.schemas.js';
import { type InputPictures, requestBodyOf, sourceOf } from './request-body.js';

const ID = 'replicate';
const PROBE_MS = 5000;
const CANCEL_MS = 10_000;
const LONGEST_CALL_MS = 60_000;
/** As Replicate's own client polls, except for the first time. */
const PAUSES_MS = [0, 500, 1000, 1000, 2000];
const RUNNING = new Set(['starting', 'processing']);
/** Replicate takes data URIs of up to about a megabyte; in base64 three bytes become four. */
const MAX_INLINE_BYTES = 700_000;

/** Replicate. Predictions are created and polled; queued and running ones can be cancelled. */
@Injectable()
export class ReplicateProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: ReplicateEnv;
  private readonly client: VendorClient;

  constructor(
    settings: Settings,
    private readonly http: VendorHttp,
    private readonly imageProcessor: ImageProcessor,
  ) {
    this.env = settings.section(ReplicateEnv);
    const key = this.env.REPLICATE_API_TOKEN;
    this.client = http.client({
      id: ID,
      baseUrl: this.env.REPLICATE_BASE_URL,
      addressSetting: 'REPLICATE_BASE_URL',
      keySetting: 'REPLICATE_API_TOKEN',
      modelSetting: 'REPLICATE_MODEL or config/models.json',
      authorization: bearer(key),
      readFailure,
    });
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    return capabilitiesOf(sheetOf(this.modelOf(vendorModel)), this.env.MAXLORAS_REPLICATE);
  }

  defaultModel(): string {
    return this.env.REPLICATE_MODEL;
  }

  configured(): true | string {
    return this.env.REPLICATE_API_TOKEN !== undefined || 'set REPLICATE_API_TOKEN';
  }

  async probe(signal: AbortSignal): Promise<ProbeResult> {
    return runProbe(async () => {
      const call = { path: 'account', signal, timeoutMs: PROBE_MS, answer: AccountAnswer };
      const { value } = await this.client.get(call);
      return `is there for ${value.username}`;
    });
  }

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const model = this.modelOf(vendorModel);
    const sheet = sheetOf(model);
    const usd = priceOf(sheet.price, sizeOf(request), request.count);
    const pictures = inline(sourceOf(request, sheet), maskPlaceholder(request));
    const body = requestBodyOf(request, sheet, pictures);
    return jsonCall({ model, usd, body }, (context) => this.submit(request, { model, usd }, context));
  }

  async follow(taskId: string, context: AttemptContext): Promise<ProviderImages> {
    const ticket = readTicket(taskId);
    try {
      const ended = await pollToTheEnd({
        provider: ID,
        context,
        timeoutMs: this.env.REPLICATE_TIMEOUT_SECONDS * 1000,
        pausesMs: PAUSES_MS,
        ask: () => this.endOf(ticket, context),
      });
      if (ended.value.status !== 'succeeded') {
        throw failedPrediction(ended.value, ID, (text) => this.http.redact(text));
      }
      await roomForPictures(ID, context);
      return this.delivered(ended, ticket);
    } catch (error) {
      if (isGivenUp(error, context.signal)) {
        await this.cancel(taskId).catch(() => context.log(`could not cancel ${ticket.task}`));
      }
      throw error;
    }
  }

  async cancel(taskId: string): Promise<void> {
    await this.client.post(null, {
      path: `predictions/${encodeURIComponent(readTicket(taskId).task)}/cancel`,
      signal: new AbortController().signal,
      timeoutMs: CANCEL_MS,
      answer: z.unknown(),
    });
  }

  private modelOf(vendorModel: string): string {
    return vendorModel === '' ? this.env.REPLICATE_MODEL : vendorModel;
  }

  private async submit(
    asked: VendorRequest,
    { model, usd }: { readonly model: string; readonly usd: number | null },
    context: AttemptContext,
  ): Promise<Submission> {
    const request = seeded(asked);
    const { path, version } = predictionPathOf(model);
    const sheet = sheetOf(model);
    const body = requestBodyOf(request, sheet, await this.inputPictures(request, sheet, context));
    const { value } = await this.client.post(jsonBody({ ...given('version', version), ...body }), {
      path,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: CreatedAnswer,
      expects: 'acknowledgement',
    });
    return { kind: 'task', taskId: writeTicket({ task: value.id, seed: request.seed, usd }) };
  }

  /** Small pictures go inline, large ones are uploaded first. */
  private async inputPictures(
    request: VendorRequest,
    sheet: ModelSheet,
    context: AttemptContext,
  ): Promise<InputPictures> {
    const mask = await maskPicture(request, this.imageProcessor);
    const put = async (picture: Picture | null): Promise<unknown> =>
      picture !== null && picture.bytes.byteLength > MAX_INLINE_BYTES
        ? this.uploaded(picture, context)
        : picture && asDataUri(picture);
    return { source: await put(sourceOf(request, sheet)), mask: await put(mask) };
  }

  private async uploaded(picture: Picture, context: AttemptContext): Promise<string> {
    try {
      const { value } = await this.client.post(formBody([{ name: 'content', picture }]), {
        path: 'files',
        signal: context.signal,
        timeoutMs: this.callMs,
        answer: FileAnswer,
      });
      return value.urls.get;
    } catch (error) {
      throw asNotSent(error);
    }
  }

  private async endOf({ task }: Ticket, context: AttemptContext): Promise<VendorResponse<Prediction> | null> {
    const answer = await this.client.get({
      path: `predictions/${encodeURIComponent(task)}`,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: Prediction,
      beforeLongBody: () => context.beforePictures(),
    });
    const { value } = answer;
    if (!RUNNING.has(value.status)) {
      return answer;
    }
    context.onProgress(value.status === 'starting' ? QUEUED : stepProgress(value.logs ?? ''));
    return null;
  }

  private delivered(ended: VendorResponse<Prediction>, ticket: Ticket): ProviderImages {
    const vendor = { id: ID, origin: this.client.origin };
    return {
      pictures: locatedPictures(ended.value.output, ended, vendor, ({ index }) => ({
        // Replicate reports no seed; only the first picture is known to use ours.
        seed: index === 0 ? ticket.seed : null,
        flagged: false,
      })),
      cost: listed(ticket.usd),
      degradations: [],
      servedModel: servedModelOf(ended.value),
    };
  }

  private get callMs(): number {
    return Math.min(LONGEST_CALL_MS, this.env.REPLICATE_TIMEOUT_SECONDS * 1000);
  }
}

const QUEUED = {
  fraction: 0,
  step: null,
  steps: null,
  preview: null,
  phase: 'queued',
  note: 'the model is starting',
} as const;

function inline(source: Picture | null, mask: Picture | null): InputPictures {
  return { source: source && asDataUri(source), mask: mask && asDataUri(mask) };
}
