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
import { listed } from '../pricing/price.js';
import { anySeed } from '../fitting/seed-of-31-bits.js';
import { jsonBody, shownJson, type VendorClient, type VendorHttp } from '@fusionbridge/http';
import { locatedPictures } from '../protocol/pictures/index.js';
import { clientOf, configured, ID } from './account.js';
import { capabilitiesOf } from './capabilities.js';
import { LEGACY_CREDITS, usdOf } from './credits.js';
import { sheetOf } from './model-sheet.js';
import { orderOf } from './order.js';
import type { PixelDojoEnv } from './pixeldojo.env.js';
import { LegacyAnswer, LegacyFacts, ListAnswer } from './pixeldojo.schemas.js';
import { legacySchemaOf } from './request-schema.js';

const USUAL_MODEL = 'flux-dev-single-lora';
const PROBE_MS = 5000;
const NOT_FOUND = 404;

/** Pixel Dojo as it was: one call, and the addresses of the pictures are in its answer. */
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
    const sheet = sheetOf(legacySchemaOf(this.modelOf(vendorModel)), LEGACY_CREDITS);
    return capabilitiesOf(sheet, this.env.MAXLORAS_PIXELDOJO, { lookup: false });
  }

  configured(): true | string {
    return configured(this.env);
  }

  /** The old API has nothing that is free; whether somebody answers has to do. */
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

  translate(asked: VendorRequest, vendorModel: string): VendorCall {
    const model = this.modelOf(vendorModel);
    const sheet = sheetOf(legacySchemaOf(model), LEGACY_CREDITS);
    const order = orderOf(asked, sheet, this.capabilities(vendorModel).loras?.max ?? 0);
    const body = (seed: number | null): Record<string, unknown> => ({ model, ...order.body(seed) });
    return {
      degradations: order.degradations,
      model,
      estimate: listed(order.usd),
      wire: shownJson(body(order.seed)),
      submit: (context) => {
        const seed = order.seed ?? anySeed();
        return this.submit(body(seed), { seed, usd: order.usd }, context);
      },
    };
  }

  private modelOf(vendorModel: string): string {
    return vendorModel === '' ? (this.env.PIXELDOJO_MODEL ?? USUAL_MODEL) : vendorModel;
  }

  private async submit(
    body: Readonly<Record<string, unknown>>,
    { seed, usd }: { readonly seed: number; readonly usd: number | null },
    context: AttemptContext,
  ): Promise<Submission> {
    const answer = await this.client.post(jsonBody(body), {
      path: 'flux',
      signal: context.signal,
      timeoutMs: this.env.PIXELDOJO_TIMEOUT_SECONDS * 1000,
      maxBytes: this.longestAnswer,
      answer: LegacyAnswer,
      beforeBody: () => context.beforePictures(),
    });
    const vendor = { id: ID, origin: this.client.origin };
    const pictures = locatedPictures(answer.value.pictures, answer, vendor, ({ about, index }) => ({
      seed: LegacyFacts.safeParse(about).data?.seed ?? (index === 0 ? seed : null),
      flagged: false,
    }));
    const cost = listed(usdOf(answer.value.credits_used ?? null) ?? usd);
    return { kind: 'images', images: { pictures, cost, degradations: [] } };
  }
}
