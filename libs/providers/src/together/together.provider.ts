import type {
  VendorCall,
  AttemptContext,
  ImageProvider,
  VendorRequest,
  ProbeResult,
  ProviderCapabilities,
  Submission,
} from '@fusionbridge/core';
import { base64Length, MediaEnv } from '@fusionbridge/media';
import { Settings, TogetherAccountEnv } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { listed } from '../pricing/price.js';
import {
  bearer,
  jsonBody,
  MAX_INVENTORY_VALUES,
  runProbe,
  type VendorClient,
  VendorHttp,
} from '@fusionbridge/http';
import { jsonCall } from '../protocol/json-call.js';
import { locatedPictures } from '../protocol/pictures/index.js';
import { seeded } from '../protocol/random-seed.js';
import { ABOUT } from './about.js';
import { capabilitiesOf } from './capabilities.js';
import { nameOf, sheetOf } from './models.js';
import { listPriceOf } from './price.js';
import { readFailure } from './read-failure.js';
import { requestBodyOf } from './request-body.js';
import { TogetherEnv } from './together.env.js';
import { ImagesAnswer, ModelsAnswer } from './together.schemas.js';

const ID = 'together';
const PROBE_MS = 10_000;
const MEBIBYTE = 1024 * 1024;
const LONGEST_LIST = 16 * MEBIBYTE;

/** Together AI. One call returns the pictures; a call that breaks off cannot be looked up. */
@Injectable()
export class TogetherProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: TogetherEnv;
  private readonly account: TogetherAccountEnv;
  private readonly maxPictureBytes: number;
  private readonly client: VendorClient;

  constructor(settings: Settings, http: VendorHttp) {
    this.env = settings.section(TogetherEnv);
    this.account = settings.section(TogetherAccountEnv);
    this.maxPictureBytes = settings.section(MediaEnv).MAX_PICTURE_BYTES;
    this.client = http.client({
      id: ID,
      baseUrl: this.account.TOGETHER_BASE_URL,
      addressSetting: 'TOGETHER_BASE_URL',
      keySetting: 'TOGETHER_API_KEY',
      modelSetting: 'config/models.json',
      authorization: bearer(this.account.TOGETHER_API_KEY),
      readFailure,
    });
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    return capabilitiesOf(sheetOf(vendorModel), this.env.MAXLORAS_TOGETHER);
  }

  defaultModel(): string {
    return nameOf('');
  }

  configured(): true | string {
    return this.account.TOGETHER_API_KEY !== undefined || 'set TOGETHER_API_KEY';
  }

  async probe(signal: AbortSignal): Promise<ProbeResult> {
    return runProbe(async () => {
      const { value } = await this.client.get({
        path: 'models',
        signal,
        timeoutMs: PROBE_MS,
        maxBytes: LONGEST_LIST,
        maxValues: MAX_INVENTORY_VALUES,
        answer: ModelsAnswer,
      });
      const models = Array.isArray(value) ? value : value.data;
      return `has ${models.length} models`;
    });
  }

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const model = nameOf(vendorModel);
    const usd = listPriceOf(request, sheetOf(vendorModel));
    const body = requestBodyOf(request, { model, sheet: sheetOf(vendorModel) });
    return jsonCall({ model, usd, body }, (context) => this.submit(request, vendorModel, context));
  }

  private async submit(
    asked: VendorRequest,
    vendorModel: string,
    context: AttemptContext,
  ): Promise<Submission> {
    const request = seeded(asked);
    const facts = { model: nameOf(vendorModel), sheet: sheetOf(vendorModel) };
    const answer = await this.client.post(jsonBody(requestBodyOf(request, facts)), {
      path: 'images/generations',
      signal: context.signal,
      timeoutMs: this.env.TOGETHER_TIMEOUT_SECONDS * 1000,
      maxBytes: base64Length(this.maxPictureBytes) * request.count + MEBIBYTE,
      answer: ImagesAnswer,
      beforeBody: () => context.beforePictures(),
    });
    const vendor = { id: ID, origin: this.client.origin };
    return {
      kind: 'images',
      images: {
        // Together does not return seeds; only the first picture is known to use ours.
        pictures: locatedPictures(answer.value.pictures, answer, vendor, ({ index }) => ({
          seed: index === 0 ? request.seed : null,
          flagged: false,
        })),
        cost: listed(listPriceOf(request, facts.sheet)),
        degradations: [],
        servedModel: answer.value.model,
      },
    };
  }
}
