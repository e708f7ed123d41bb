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
import { bearer, formBody, shownForm, type VendorClient, VendorHttp, runProbe } from '@fusionbridge/http';
import { listed } from '../pricing/price.js';
import { maskPicture, maskPlaceholder } from '../protocol/input-pictures.js';
import { locatedPictures } from '../protocol/pictures/index.js';
import { randomSeed } from '../protocol/random-seed.js';
import { ABOUT } from './about.js';
import { capabilitiesOf } from './capabilities.js';
import { sheetOf } from './models.js';
import { readFailure } from './read-failure.js';
import { type StabilityRequest, stabilityRequestOf } from './request-body.js';
import { StabilityEnv } from './stability.env.js';
import { BalanceAnswer, PictureAnswer } from './stability.schemas.js';

const ID = 'stability';
const PROBE_MS = 5000;
const MEBIBYTE = 1024 * 1024;
const FILTERED = 'CONTENT_FILTERED';

/** Stability AI. One form returns the picture; a call that breaks off cannot be looked up. */
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

  defaultModel(): string {
    return this.env.STABILITY_MODEL;
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

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const model = this.modelOf(vendorModel);
    const call = stabilityRequestOf(request, model, sheetOf(model));
    return {
      degradations: call.degradations,
      model,
      estimate: listed(call.usd),
      wire: shownForm(call.body(call.seed, maskPlaceholder(request))),
      submit: (context) => this.submit(call, request, context),
    };
  }

  private modelOf(vendorModel: string): string {
    return vendorModel === '' ? this.env.STABILITY_MODEL : vendorModel;
  }

  private async submit(
    call: StabilityRequest,
    request: VendorRequest,
    context: AttemptContext,
  ): Promise<Submission> {
    // 0 would request a random seed that the client is not told.
    const seed = call.seed ?? Math.max(1, randomSeed());
    const mask = await maskPicture(request, this.imageProcessor);
    const answer = await this.client.post(formBody(call.body(seed, mask)), {
      path: call.path,
      signal: context.signal,
      timeoutMs: this.env.STABILITY_TIMEOUT_SECONDS * 1000,
      maxBytes: this.maxBytes,
      answer: PictureAnswer,
      beforeBody: () => context.beforePictures(),
    });
    const { pictures: entries, finish_reason: reason, seed: reported } = answer.value;
    const vendor = { id: ID, origin: this.client.origin };
    const facts = { seed: reported ?? seed, flagged: reason === FILTERED };
    const pictures = locatedPictures(entries, answer, vendor, () => facts);
    return {
      kind: 'images',
      images: { pictures, cost: listed(call.usd), degradations: [] },
    };
  }
}
