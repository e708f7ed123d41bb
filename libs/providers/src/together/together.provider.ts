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
import { adaptedOrder } from '../fitting/adapted-order.js';
import { listed } from '../pricing/price.js';
import { anySeed } from '../fitting/seed-of-31-bits.js';
import {
  bearer,
  jsonBody,
  MAX_INVENTORY_VALUES,
  runProbe,
  type VendorClient,
  VendorHttp,
} from '@fusionbridge/http';
import { locatedPictures } from '../protocol/pictures/index.js';
import { ABOUT } from './about.js';
import { capabilitiesOf } from './capabilities.js';
import { nameOf, sheetOf } from './models.js';
import { type Order, orderOf } from './order.js';
import { readFailure } from './read-failure.js';
import { TogetherEnv } from './together.env.js';
import { ImagesAnswer, ModelsAnswer } from './together.schemas.js';

const ID = 'together';
const PROBE_MS = 10_000;
const MEBIBYTE = 1024 * 1024;
const LONGEST_LIST = 16 * MEBIBYTE;

/** Together AI: one call, and the pictures are in its answer. What broke off cannot be looked up. */
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

  translate(asked: VendorRequest, vendorModel: string): VendorCall {
    const { loras, defaultSize } = this.capabilities(vendorModel);
    const model = nameOf(vendorModel);
    const order = orderOf(asked, {
      model,
      sheet: sheetOf(vendorModel),
      maxLoras: loras?.max ?? 0,
      defaultSize,
    });
    return adaptedOrder({ ...order, model }, order.body, (context) => this.submit(order, context));
  }

  private async submit(order: Order, context: AttemptContext): Promise<Submission> {
    const seed = order.seed ?? anySeed();
    const answer = await this.client.post(jsonBody({ ...order.body, seed }), {
      path: 'images/generations',
      signal: context.signal,
      timeoutMs: this.env.TOGETHER_TIMEOUT_SECONDS * 1000,
      maxBytes: base64Length(this.maxPictureBytes) * order.count + MEBIBYTE,
      answer: ImagesAnswer,
      beforeBody: () => context.beforePictures(),
    });
    const vendor = { id: ID, origin: this.client.origin };
    return {
      kind: 'images',
      images: {
        // The answer names no seed: the first picture has ours; how the others are sown is not documented.
        pictures: locatedPictures(answer.value.pictures, answer, vendor, ({ index }) => ({
          seed: index === 0 ? seed : null,
          flagged: false,
        })),
        cost: listed(order.usd),
        degradations: [],
      },
    };
  }
}
