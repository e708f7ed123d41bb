import type {
  VendorCall,
  AttemptContext,
  ImageProvider,
  VendorRequest,
  ProbeResult,
  ProviderCapabilities,
  Submission,
} from '@fusionbridge/core';
import { base64Length, ImageProcessor, MediaEnv } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { listed } from '../pricing/price.js';
import { anySeed } from '../fitting/seed-of-31-bits.js';
import { maskShown } from '../fitting/shown-pictures.js';
import { bearer, formBody, shownForm, type VendorClient, VendorHttp, runProbe } from '@fusionbridge/http';
import { locatedPictures } from '../protocol/pictures/index.js';
import { ABOUT } from './about.js';
import { capabilitiesOf } from './capabilities.js';
import { sheetOf } from './models.js';
import { type Order, orderOf } from './order.js';
import { readFailure } from './read-failure.js';
import { StabilityEnv } from './stability.env.js';
import { BalanceAnswer, PictureAnswer } from './stability.schemas.js';

const ID = 'stability';
const PROBE_MS = 5000;
const MEBIBYTE = 1024 * 1024;
const FILTERED = 'CONTENT_FILTERED';

/** Stability AI: one form, and the picture is in its answer. What broke off cannot be looked up. */
@Injectable()
export class StabilityProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: StabilityEnv;
  private readonly maxBytes: number;
  private readonly client: VendorClient;

  constructor(
    settings: Settings,
    http: VendorHttp,
    private readonly imageProcessor: ImageProcessor,
  ) {
    this.env = settings.section(StabilityEnv);
    this.maxBytes = base64Length(settings.section(MediaEnv).MAX_PICTURE_BYTES) + MEBIBYTE;
    const key = this.env.STABILITY_API_KEY;
    this.client = http.client({
      id: ID,
      baseUrl: this.env.STABILITY_BASE_URL,
      addressSetting: 'STABILITY_BASE_URL',
      keySetting: 'STABILITY_API_KEY',
      modelSetting: 'STABILITY_MODEL or config/models.json',
      authorization: bearer(key),
      readFailure,
    });
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    return capabilitiesOf(sheetOf(this.modelOf(vendorModel)));
  }

  configured(): true | string {
    return this.env.STABILITY_API_KEY !== undefined || 'set STABILITY_API_KEY';
  }

  async probe(signal: AbortSignal): Promise<ProbeResult> {
    return runProbe(async () => {
      const call = { path: 'v1/user/balance', signal, timeoutMs: PROBE_MS, answer: BalanceAnswer };
      const { value } = await this.client.get(call);
      return `has ${value.credits} credits left`;
    });
  }

  translate(asked: VendorRequest, vendorModel: string): VendorCall {
    const model = this.modelOf(vendorModel);
    const order = orderOf(asked, model, sheetOf(model));
    return {
      degradations: order.degradations,
      model,
      estimate: listed(order.usd),
      wire: shownForm(order.form(order.seed, maskShown(asked))),
      submit: (context) => this.submit(order, asked, context),
    };
  }

  private modelOf(vendorModel: string): string {
    return vendorModel === '' ? this.env.STABILITY_MODEL : vendorModel;
  }

  private async submit(order: Order, asked: VendorRequest, context: AttemptContext): Promise<Submission> {
    // 0 asks for any seed.
    const seed = order.seed ?? Math.max(1, anySeed());
    const mask = asked.mask === null ? null : await this.imageProcessor.maskToPng(asked.mask);
    const answer = await this.client.post(formBody(order.form(seed, mask)), {
      path: order.path,
      signal: context.signal,
      timeoutMs: this.env.STABILITY_TIMEOUT_SECONDS * 1000,
      maxBytes: this.maxBytes,
      answer: PictureAnswer,
      beforeBody: () => context.beforePictures(),
    });
    const { pictures: entries, finish_reason: reason, seed: told } = answer.value;
    const vendor = { id: ID, origin: this.client.origin };
    const facts = { seed: told ?? seed, flagged: reason === FILTERED };
    const pictures = locatedPictures(entries, answer, vendor, () => facts);
    return {
      kind: 'images',
      images: { pictures, cost: listed(order.usd), degradations: [] },
    };
  }
}
