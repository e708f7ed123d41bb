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
import { adaptedOrder } from '../fitting/adapted-order.js';
import { listed } from '../pricing/price.js';
import { anySeed } from '../fitting/seed-of-31-bits.js';
import { asDataUri, maskShown } from '../fitting/shown-pictures.js';
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
import { locatedPictures } from '../protocol/pictures/index.js';
import { isGivenUp, pollToTheEnd } from '../protocol/queue/poll.js';
import { roomForPictures } from '../protocol/queue/room-for-pictures.js';
import { stepProgress } from '../protocol/queue/step-progress.js';
import { readTicket, type Ticket, writeTicket } from '../protocol/queue/ticket.js';
import { ABOUT } from './about.js';
import { capabilitiesOf } from './capabilities.js';
import { orderPathOf, sheetOf } from './models.js';
import { inputOf, type Order, orderOf, type Shown, sourceOf } from './order.js';
import { failedPrediction, readFailure } from './read-failure.js';
import { ReplicateEnv } from './replicate.env.js';
import { AccountAnswer, CreatedAnswer, FileAnswer, Prediction } from './replicate.schemas.js';

const ID = 'replicate';
const PROBE_MS = 5000;
const CANCEL_MS = 10_000;
const LONGEST_CALL_MS = 60_000;
/** As often as Replicate's own client asks, but for the first question. */
const PAUSES_MS = [0, 500, 1000, 1000, 2000];
const RUNNING = new Set(['starting', 'processing']);
/** Replicate takes data URIs of about a megabyte; base64 makes three bytes four. */
const MOST_BYTES_INSIDE = 700_000;

/** Replicate. Predictions are made and asked about; both what waits and what runs can be cancelled. */
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

  translate(asked: VendorRequest, vendorModel: string): VendorCall {
    const model = this.modelOf(vendorModel);
    const order = orderOf(asked, sheetOf(model), this.capabilities(vendorModel));
    const shown = embedded(sourceOf(order), maskShown(asked));
    return adaptedOrder({ ...order, model }, { input: inputOf(order, order.seed, shown) }, (context) =>
      this.submit(order, model, context),
    );
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

  private async submit(order: Order, model: string, context: AttemptContext): Promise<Submission> {
    const seed = order.seed ?? anySeed();
    const { path, version } = orderPathOf(model);
    const input = inputOf(order, seed, await this.handedIn(order, context));
    const { value } = await this.client.post(jsonBody({ ...(version === null ? {} : { version }), input }), {
      path,
      signal: context.signal,
      timeoutMs: this.callMs,
      answer: CreatedAnswer,
      expects: 'acknowledgement',
    });
    return { kind: 'task', taskId: writeTicket({ task: value.id, seed, usd: order.usd }) };
  }

  /** The pictures as Replicate takes them: small ones inside of the order, large ones as files. */
  private async handedIn(order: Order, context: AttemptContext): Promise<Shown> {
    const { mask } = order.request;
    const source = sourceOf(order);
    const asMask = mask === null ? null : await this.imageProcessor.maskToPng(mask);
    const put = async (picture: Picture | null): Promise<unknown> =>
      picture !== null && picture.bytes.byteLength > MOST_BYTES_INSIDE
        ? this.uploaded(picture, context)
        : picture && asDataUri(picture);
    return { source: await put(source), mask: await put(asMask) };
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
        // One seed for the order: that of the first picture. How the others are sown is not documented.
        seed: index === 0 ? ticket.seed : null,
        flagged: false,
      })),
      cost: listed(ticket.usd),
      degradations: [],
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

function embedded(source: Picture | null, mask: Picture | null): Shown {
  return { source: source && asDataUri(source), mask: mask && asDataUri(mask) };
}
