import type {
  VendorCall,
  AttemptContext,
  ImageProvider,
  VendorRequest,
  Mask,
  ProbeResult,
  ProviderCapabilities,
  Submission,
} from '@fusionbridge/core';
import { base64Length, MediaEnv } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { maskShown } from '../fitting/shown-pictures.js';
import {
  bearer,
  type ErrorResponse,
  formBody,
  jsonBody,
  readErrorObject,
  runProbe,
  type RequestBody,
  shownForm,
  type VendorResponse,
  type VendorClient,
  VendorHttp,
  type VendorFailure,
} from '@fusionbridge/http';
import { formParts } from '../protocol/openai-images/edit-form.js';
import { ModelsAnswer, namesOf } from '../protocol/openai-images/models-answer.js';
import { transparentMask } from '../protocol/openai-images/transparent-mask.js';
import { locatedPictures } from '../protocol/pictures/index.js';
import { ABOUT } from './about.js';
import { billOf, estimateOf } from './bill.js';
import { capabilitiesOf } from './capabilities.js';
import { sheetOf } from './models.js';
import { OpenAiEnv } from './openai.env.js';
import { FailureAnswer, ImagesAnswer, Preview } from './openai.schemas.js';
import { type Order, orderOf } from './order.js';
import { progressOf } from './preview.js';

const ID = 'openai';
const PROBE_MS = 10_000;
const MEBIBYTE = 1024 * 1024;
const IMAGE_MODEL = /image/;

/** What one order needs to be sent. */
interface Draft {
  readonly order: Order;
  readonly request: VendorRequest;
  readonly model: string;
}

/** OpenAI's GPT image models: one call, and the pictures are in its answer. What broke off cannot be looked up. */
@Injectable()
export class OpenAiProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: OpenAiEnv;
  private readonly limits: MediaEnv;
  private readonly client: VendorClient;

  constructor(settings: Settings, http: VendorHttp) {
    this.env = settings.section(OpenAiEnv);
    this.limits = settings.section(MediaEnv);
    this.client = http.client({
      id: ID,
      baseUrl: this.env.OPENAI_BASE_URL,
      addressSetting: 'OPENAI_BASE_URL',
      keySetting: 'OPENAI_API_KEY',
      authorization: bearer(this.env.OPENAI_API_KEY),
      readFailure,
    });
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    return capabilitiesOf(sheetOf(this.nameOf(vendorModel)), this.env.OPENAI_PREVIEWS > 0);
  }

  configured(): true | string {
    return this.env.OPENAI_API_KEY !== undefined || 'set OPENAI_API_KEY';
  }

  /** Says which models for pictures the key may use: OpenAI switches old ones off. */
  async probe(signal: AbortSignal): Promise<ProbeResult> {
    const headers = this.payer();
    return runProbe(async () => {
      const call = { path: 'models', headers, signal, timeoutMs: PROBE_MS, answer: ModelsAnswer };
      const { value } = await this.client.get(call);
      return `has ${namesOf(value.data.filter(({ id }) => IMAGE_MODEL.test(id)))}`;
    });
  }

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const model = this.nameOf(vendorModel);
    const sheet = sheetOf(model);
    const { defaultSize } = this.capabilities(vendorModel);
    const order = orderOf(request, { model, sheet, defaultSize, previews: this.env.OPENAI_PREVIEWS });
    return {
      degradations: order.degradations,
      model,
      estimate: estimateOf(order, sheet.prices),
      wire: order.pictures.length === 0 ? order.fields : shownForm(partsOf(order, maskShown(request))),
      submit: (context) => this.submit({ order, request, model }, context),
    };
  }

  private async submit(draft: Draft, context: AttemptContext): Promise<Submission> {
    const answer = await this.painted(draft, context);
    const { usage, pictures: entries } = answer.value;
    const { prices } = sheetOf(draft.model);
    const cost = usage ? billOf(usage, prices) : estimateOf(draft.order, prices);
    const vendor = { id: ID, origin: this.client.origin };
    const pictures = locatedPictures(entries, answer, vendor, () => ({ seed: null, flagged: false }));
    return { kind: 'images', images: { pictures, cost, degradations: [] } };
  }

  private async painted(draft: Draft, context: AttemptContext): Promise<VendorResponse<ImagesAnswer>> {
    const { order, request } = draft;
    const body = await bodyOf(order, request.mask);
    const call = {
      path: order.pictures.length === 0 ? 'images/generations' : 'images/edits',
      headers: this.payer(),
      signal: context.signal,
      timeoutMs: this.env.OPENAI_TIMEOUT_SECONDS * 1000,
      maxBytes: base64Length(this.limits.MAX_PICTURE_BYTES) * order.count + MEBIBYTE,
      answer: ImagesAnswer,
      beforeBody: () => context.beforePictures(),
    };
    const { previews: most } = order;
    if (most === null) {
      return this.client.post(body, call);
    }
    const maxPixels = this.limits.MAX_PIXELS;
    return this.client.postForEvents(body, {
      ...call,
      event: Preview,
      onEvent: (event) => context.onProgress(progressOf(event, { most, maxPixels })),
    });
  }

  private nameOf(vendorModel: string): string {
    return vendorModel === '' ? this.env.OPENAI_MODEL : vendorModel;
  }

  private payer(): Record<string, string> {
    const { OPENAI_ORG_ID: organization, OPENAI_PROJECT_ID: project } = this.env;
    return {
      ...(organization === undefined ? {} : { 'openai-organization': organization }),
      ...(project === undefined ? {} : { 'openai-project': project }),
    };
  }
}

async function bodyOf(order: Order, mask: Mask | null): Promise<RequestBody> {
  return order.pictures.length === 0
    ? jsonBody(order.fields)
    : formBody(partsOf(order, mask === null ? null : await transparentMask(mask)));
}

function partsOf(
  { fields, pictures: images }: Order,
  mask: Parameters<typeof formParts>[1]['mask'],
): ReturnType<typeof formParts> {
  return formParts(fields, { images, imageField: 'image[]', mask });
}

function readFailure({ body }: ErrorResponse): Partial<VendorFailure> {
  const parsed = FailureAnswer.safeParse(body);
  return parsed.success ? readErrorObject(parsed.data.error) : {};
}
