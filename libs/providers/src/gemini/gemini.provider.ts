import type {
  AttemptContext,
  ImageProvider,
  ProbeResult,
  ProviderCapabilities,
  Submission,
  VendorCall,
  VendorRequest,
} from '@fusionbridge/core';
import {
  jsonBody,
  runProbe,
  sanitizeVendorText,
  shownJson,
  type VendorClient,
  VendorHttp,
} from '@fusionbridge/http';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { randomSeed } from '../protocol/random-seed.js';
import { namesOf } from '../protocol/openai-images/models-answer.js';
import { locatedPictures, type PictureEntry } from '../protocol/pictures/index.js';
import { ABOUT } from './about.js';
import { billOf, estimateOf } from './bill.js';
import { capabilitiesOf } from './capabilities.js';
import { contentRequest } from './content-request.js';
import { GeminiEnv } from './gemini.env.js';
import { ContentAnswer, ModelsAnswer } from './gemini.schemas.js';
import { missingImage } from './missing-image.js';
import { isImageModel, sheetOf } from './models.js';
import { readFailure } from './read-failure.js';

const ID = 'gemini';
const PROBE_MS = 10_000;
/** More than Google has models. */
const MODELS_ON_A_PAGE = 1000;

/**
 * Image models of the Gemini API. The image is in the response; a call that broke off cannot be looked up, and Google
 * bills it all the same.
 */
@Injectable()
export class GeminiProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: GeminiEnv;
  private readonly client: VendorClient;

  constructor(
    settings: Settings,
    private readonly http: VendorHttp,
  ) {
    this.env = settings.section(GeminiEnv);
    this.client = http.client({
      id: ID,
      baseUrl: this.env.GEMINI_BASE_URL,
      addressSetting: 'GEMINI_BASE_URL',
      keySetting: 'GEMINI_API_KEY',
      modelSetting: 'GEMINI_MODEL or config/models.json',
      authorization: this.env.GEMINI_API_KEY ?? null,
      keyHeader: 'x-goog-api-key',
      readFailure,
    });
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    return capabilitiesOf(sheetOf(this.modelOf(vendorModel)));
  }

  defaultModel(): string {
    return this.modelOf('');
  }

  configured(): true | string {
    return this.env.GEMINI_API_KEY !== undefined || 'set GEMINI_API_KEY';
  }

  /** Tells which image models the key may use: Google shuts down old ones. */
  async probe(signal: AbortSignal): Promise<ProbeResult> {
    return runProbe(async () => {
      const path = `models?pageSize=${MODELS_ON_A_PAGE}`;
      const { value } = await this.client.get({ path, signal, timeoutMs: PROBE_MS, answer: ModelsAnswer });
      const names = value.models.flatMap(({ name, supportedGenerationMethods: methods }) =>
        isImageModel(name) && methods.includes('generateContent') ? [{ id: name }] : [],
      );
      return `has ${namesOf(names)}`;
    });
  }

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const model = this.modelOf(vendorModel);
    const sheet = sheetOf(model);
    return {
      model,
      estimate: estimateOf(request, sheet),
      wire: shownJson(contentRequest(request, sheet, request.seed)),
      submit: (context) => this.submit(request, model, context),
    };
  }

  private async submit(request: VendorRequest, model: string, context: AttemptContext): Promise<Submission> {
    const sheet = sheetOf(model);
    const seed = request.seed ?? randomSeed();
    const answer = await this.client.post(jsonBody(contentRequest(request, sheet, seed)), {
      path: `models/${encodeURIComponent(model)}:generateContent`,
      signal: context.signal,
      timeoutMs: this.env.GEMINI_TIMEOUT_SECONDS * 1000,
      maxBytes: this.http.maxPictureResponseBytes,
      answer: ContentAnswer,
      beforeBody: () => context.beforePictures(),
    });
    const entry = finishedImage(answer.value);
    if (entry === null) {
      throw missingImage(answer.value, ID, (text) => sanitizeVendorText(this.http.redact(text)));
    }
    const vendor = { id: ID, origin: this.client.origin };
    return {
      kind: 'images',
      images: {
        pictures: locatedPictures([entry], answer, vendor, () => ({ seed, flagged: false })),
        cost: billOf(answer.value.usageMetadata ?? null, request, sheet),
        degradations: [],
        servedModel: answer.value.modelVersion ?? undefined,
      },
    };
  }

  private modelOf(vendorModel: string): string {
    return vendorModel === '' ? this.env.GEMINI_MODEL : vendorModel.replace(/^models\//, '');
  }
}

/** The last image that is no thought: drafts come before it, sometimes without being marked as thoughts. */
function finishedImage({ candidates }: ContentAnswer): PictureEntry | null {
  const parts = candidates?.[0]?.content?.parts ?? [];
  return parts.flatMap(({ thought, inlineData }) => (thought ? [] : inlineData)).at(-1) ?? null;
}
