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
import { maskPlaceholder } from '../protocol/input-pictures.js';
import { formParts } from '../protocol/openai-images/edit-form.js';
import { ModelsAnswer, namesOf } from '../protocol/openai-images/models-answer.js';
import { transparentMask } from '../protocol/openai-images/transparent-mask.js';
import { locatedPictures } from '../protocol/pictures/index.js';
import { ABOUT } from './about.js';
import { billOf, estimateOf } from './bill.js';
import { capabilitiesOf } from './capabilities.js';
import { sheetOf, type TokenPrices } from './models.js';
import { OpenAiEnv } from './openai.env.js';
import { FailureAnswer, ImagesAnswer, Preview } from './openai.schemas.js';
import { progressOf } from './preview.js';
import { type OpenAiRequest, openAiRequestOf } from './request-body.js';

const ID = 'openai';
const PROBE_MS = 10_000;
const MEBIBYTE = 1024 * 1024;
const IMAGE_MODEL = /image/;

/** OpenAI's GPT image models. One call returns the pictures; a call that breaks off cannot be looked up. */
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

  defaultModel(): string {
    return this.env.OPENAI_MODEL;
  }

  configured(): true | string {
    return this.env.OPENAI_API_KEY !== undefined || 'set OPENAI_API_KEY';
  }

  /** Names the image models that the key may use, because OpenAI retires old ones. */
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
    const { prices } = sheetOf(model);
    const call = openAiRequestOf(request, { model, previews: this.env.OPENAI_PREVIEWS });
    return {
      model,
      estimate: estimateOf(call, prices),
      wire: call.pictures.length === 0 ? call.fields : shownForm(partsOf(call, maskPlaceholder(request))),
      submit: async (context) => {
        const response = await this.generated(call, request.mask, context);
        return this.delivered(response, call, prices);
      },
    };
  }

  private delivered(
    response: VendorResponse<ImagesAnswer>,
    call: OpenAiRequest,
    prices: TokenPrices | null,
  ): Submission {
    const { usage, pictures: entries } = response.value;
    const cost = usage ? billOf(usage, prices) : estimateOf(call, prices);
    const vendor = { id: ID, origin: this.client.origin };
    const pictures = locatedPictures(entries, response, vendor, () => ({ seed: null, flagged: false }));
    return { kind: 'images', images: { pictures, cost, degradations: [] } };
  }

  private async generated(
    request: OpenAiRequest,
    mask: Mask | null,
    context: AttemptContext,
  ): Promise<VendorResponse<ImagesAnswer>> {
    const body = await requestBodyOf(request, mask);
    const call = {
      path: request.pictures.length === 0 ? 'images/generations' : 'images/edits',
      headers: this.payer(),
      signal: context.signal,
      timeoutMs: this.env.OPENAI_TIMEOUT_SECONDS * 1000,
      maxBytes: base64Length(this.limits.MAX_PICTURE_BYTES) * request.count + MEBIBYTE,
      answer: ImagesAnswer,
      beforeBody: () => context.beforePictures(),
    };
    const { previews: most } = request;
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

async function requestBodyOf(request: OpenAiRequest, mask: Mask | null): Promise<RequestBody> {
  return request.pictures.length === 0
    ? jsonBody(request.fields)
    : formBody(partsOf(request, mask === null ? null : await transparentMask(mask)));
}

function partsOf(
  { fields, pictures: images }: OpenAiRequest,
  mask: Parameters<typeof formParts>[1]['mask'],
): ReturnType<typeof formParts> {
  return formParts(fields, { images, imageField: 'image[]', mask });
}

function readFailure({ body }: ErrorResponse): Partial<VendorFailure> {
  const parsed = FailureAnswer.safeParse(body);
  return parsed.success ? readErrorObject(parsed.data.error) : {};
}
