import {
  type VendorCall,
  type AttemptContext,
  type ImageProvider,
  type VendorRequest,
  type ProbeResult,
  type ProviderCapabilities,
  ProviderError,
  type Submission,
} from '@fusionbridge/core';
import { jsonBody, type VendorClient, type VendorHttp } from '@fusionbridge/http';
import { listed } from '../pricing/price.js';
import { jsonCall } from '../protocol/json-call.js';
import { locatedPictures } from '../protocol/pictures/index.js';
import { seeded } from '../protocol/random-seed.js';
import { clientOf, configured, ID } from './account.js';
import { capabilitiesOf } from './capabilities.js';
import { LEGACY_CREDITS, usdOf } from './credits.js';
import { type ModelSheet, sheetOf } from './model-sheet.js';
import type { PixelDojoEnv } from './pixeldojo.env.js';
import { LegacyAnswer, LegacyFacts, ListAnswer } from './pixeldojo.schemas.js';
import { requestBodyOf } from './request-body.js';
import { legacySchemaOf } from './request-schema.js';

const USUAL_MODEL = 'flux-dev-single-lora';
const PROBE_MS = 5000;
const NOT_FOUND = 404;

/** Pixel Dojo's legacy API: one call returns the addresses of the pictures. */
export class PixelDojoLegacyProvider implements ImageProvider {
  readonly id = ID;
  private readonly client: VendorClient;
  private readonly longestAnswer: number;

  constructor(
    private readonly env: PixelDojoEnv,
    http: VendorHttp,
  ) {
    this.client = clientOf(env, http);
    this.longestAnswer = http.maxPictureResponseBytes;
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    return capabilitiesOf(sheetFor(this.modelOf(vendorModel)), this.env.MAXLORAS_PIXELDOJO, {
      lookup: false,
    });
  }

  defaultModel(): string {
    return this.modelOf('');
  }

  configured(): true | string {
    return configured(this.env);
  }

  /** The legacy API has no free endpoint, so this only checks that the host responds. */
  async probe(signal: AbortSignal): Promise<ProbeResult> {
    try {
      await this.client.get({ path: 'models', signal, timeoutMs: PROBE_MS, answer: ListAnswer });
      return { reachable: true, message: 'answers' };
    } catch (error) {
      return error instanceof ProviderError && error.status === NOT_FOUND
        ? { reachable: true, message: 'answers, and has no list of models' }
        : { reachable: false, message: error instanceof Error ? error.message : String(error) };
    }
  }

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const model = this.modelOf(vendorModel);
    const sheet = sheetFor(model);
    const usd = usdOf(sheet.credits, request.count);
    const body = { model, ...requestBodyOf(request, sheet) };
    return jsonCall({ model, usd, body }, (context) => this.submit(request, { model, usd }, context));
  }

  private modelOf(vendorModel: string): string {
    return vendorModel === '' ? (this.env.PIXELDOJO_MODEL ?? USUAL_MODEL) : vendorModel;
  }

  private async submit(
    asked: VendorRequest,
    { model, usd }: { readonly model: string; readonly usd: number | null },
    context: AttemptContext,
  ): Promise<Submission> {
    const request = seeded(asked);
    const answer = await this.client.post(jsonBody({ model, ...requestBodyOf(request, sheetFor(model)) }), {
      path: 'flux',
      signal: context.signal,
      timeoutMs: this.env.PIXELDOJO_TIMEOUT_SECONDS * 1000,
      maxBytes: this.longestAnswer,
      answer: LegacyAnswer,
      beforeBody: () => context.beforePictures(),
    });
    const vendor = { id: ID, origin: this.client.origin };
    const pictures = locatedPictures(answer.value.pictures, answer, vendor, ({ about, index }) => ({
      seed: LegacyFacts.safeParse(about).data?.seed ?? (index === 0 ? request.seed : null),
      flagged: false,
    }));
    const cost = listed(usdOf(answer.value.credits_used ?? null) ?? usd);
    return { kind: 'images', images: { pictures, cost, degradations: [] } };
  }
}

function sheetFor(model: string): ModelSheet {
  return sheetOf(legacySchemaOf(model), LEGACY_CREDITS);
}
