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
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { seeded } from '../protocol/random-seed.js';
import { bearer, jsonBody, runProbe, shownJson, type VendorClient, VendorHttp } from '@fusionbridge/http';
import { HuggingFaceSpaceEnv } from '../huggingface-space/huggingface-space.env.js';
import { locatedPictures } from '../protocol/pictures/index.js';
import { ABOUT } from './about.js';
import { capabilitiesOf } from './capabilities.js';
import { HuggingFaceEnv } from './huggingface.env.js';
import { PicturesAnswer } from './huggingface.schemas.js';
import { sheetOf } from './models.js';
import { offersOf } from './offers.js';
import { requestBodyOf } from './request-body.js';
import { readFailure } from './read-failure.js';

const ID = 'huggingface';
const MEBIBYTE = 1024 * 1024;

/** Hugging Face's own inference: one call, answered with the bytes of one picture. What broke off cannot be looked up. */
@Injectable()
export class HuggingFaceProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: HuggingFaceEnv;
  private readonly maxPictureBytes: number;
  private readonly client: VendorClient;
  /** Knows which models are run where. */
  private readonly hub: VendorClient;

  constructor(settings: Settings, http: VendorHttp) {
    this.env = settings.section(HuggingFaceEnv);
    this.maxPictureBytes = settings.section(MediaEnv).MAX_PICTURE_BYTES;
    const key = this.env.HUGGINGFACE_API_KEY;
    const vendor = {
      id: ID,
      keySetting: 'HUGGINGFACE_API_KEY',
      modelSetting: 'HF_IMAGE_MODEL or config/models.json',
      authorization: bearer(key),
      readFailure,
    };
    this.client = http.client({
      ...vendor,
      baseUrl: this.env.HF_INFERENCE_URL,
      addressSetting: 'HF_INFERENCE_URL',
    });
    const hubUrl = settings.section(HuggingFaceSpaceEnv).HF_ENDPOINT;
    this.hub = http.client({ ...vendor, baseUrl: hubUrl, addressSetting: 'HF_ENDPOINT' });
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    return capabilitiesOf(sheetOf(this.modelOf(vendorModel)));
  }

  defaultModel(): string {
    return this.env.HF_IMAGE_MODEL;
  }

  get serverAddress(): string {
    return this.env.HF_INFERENCE_URL;
  }

  configured(): true | string {
    return this.env.HUGGINGFACE_API_KEY !== undefined || 'set HUGGINGFACE_API_KEY';
  }

  async probe(signal: AbortSignal): Promise<ProbeResult> {
    return runProbe(async () => {
      return await offersOf(this.env.HF_IMAGE_MODEL, this.hub, signal);
    });
  }

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const model = this.modelOf(vendorModel);
    return {
      model,
      wire: shownJson(requestBodyOf(request)),
      submit: (context) => this.submit(seeded(request), model, context),
    };
  }

  private modelOf(vendorModel: string): string {
    return vendorModel === '' ? this.env.HF_IMAGE_MODEL : vendorModel;
  }

  private async submit(request: VendorRequest, model: string, context: AttemptContext): Promise<Submission> {
    const { seed } = request;
    const payer = this.env.HF_BILL_TO;
    const answer = await this.client.postForPicture(jsonBody(requestBodyOf(request)), {
      path: `models/${model}`,
      headers: payer === undefined ? {} : { 'x-hf-bill-to': payer },
      signal: context.signal,
      timeoutMs: this.env.HF_TIMEOUT_SECONDS * 1000,
      maxBytes: base64Length(this.maxPictureBytes) + MEBIBYTE,
      answer: PicturesAnswer,
      beforeBody: () => context.beforePictures(),
    });
    const pictures = Buffer.isBuffer(answer)
      ? [{ bytes: answer, seed, flagged: false }]
      : locatedPictures(answer.value.pictures, answer, { id: ID, origin: this.client.origin }, () => ({
          seed,
          flagged: false,
        }));
    return { kind: 'images', images: { pictures, cost: null, degradations: [] } };
  }
}
