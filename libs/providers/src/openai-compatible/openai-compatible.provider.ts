import type {
  VendorCall,
  AttemptContext,
  ImageProvider,
  Mask,
  VendorRequest,
  Picture,
  ProbeResult,
  ProviderCapabilities,
  Size,
  Submission,
} from '@fusionbridge/core';
import { base64Length, type ImageProcessor } from '@fusionbridge/media';
import type { UpstreamDialect } from '@fusionbridge/settings';
import { z } from 'zod';
import {
  bearer,
  formBody,
  jsonBody,
  type RequestBody,
  shownForm,
  type VendorClient,
  type VendorHttp,
} from '@fusionbridge/http';
import { isEdit, maskPlaceholder, picturesOf } from '../protocol/input-pictures.js';
import { sizeOf } from '../protocol/requested-size.js';
import { formParts } from '../protocol/openai-images/edit-form.js';
import { ModelsAnswer, namesOf } from '../protocol/openai-images/models-answer.js';
import { transparentMask } from '../protocol/openai-images/transparent-mask.js';
import { capabilitiesOf } from './capabilities.js';
import { delivered } from './delivered.js';
import { routeOf } from './images-route.js';
import { ImagesAnswer } from './openai-compatible.schemas.js';
import { readFailure } from './read-failure.js';
import { requestFields } from './request-fields.js';

const PROBE_MS = 5000;
const MEBIBYTE = 1024 * 1024;

/** One server, as the settings describe it. */
export interface Upstream {
  /** Its provider id. */
  readonly name: string;
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly timeoutSeconds: number;
  readonly dialect: UpstreamDialect;
  /** It sends no bill. */
  readonly free: boolean;
  /** True, or what has to be set. */
  readonly configured: true | string;
  /** Where its address and key are set, for messages. */
  readonly addressSetting: string;
  readonly keySetting: string | null;
}

/** What all upstreams share. */
export interface UpstreamTools {
  readonly http: VendorHttp;
  readonly imageProcessor: ImageProcessor;
  readonly maxPictureBytes: number;
}

/** A request as it will be sent. */
interface Draft {
  readonly request: VendorRequest;
  readonly fields: ReturnType<typeof requestFields>;
}

/** A server with OpenAI's images API; what it takes beyond the common core is in its dialect. */
export class OpenAiCompatibleProvider implements ImageProvider {
  readonly id: string;
  private readonly client: VendorClient;
  private readonly limits: ProviderCapabilities;

  constructor(
    private readonly upstream: Upstream,
    private readonly tools: UpstreamTools,
  ) {
    this.id = upstream.name;
    this.limits = capabilitiesOf(upstream.dialect, upstream.free);
    this.client = tools.http.client({
      id: upstream.name,
      baseUrl: upstream.baseUrl,
      addressSetting: upstream.addressSetting,
      keySetting: upstream.keySetting,
      modelSetting: `${upstream.addressSetting} or the model in config/models.json`,
      authorization: bearer(upstream.apiKey),
      readFailure,
    });
  }

  capabilities(): ProviderCapabilities {
    return this.limits;
  }

  configured(): true | string {
    return this.upstream.configured;
  }

  async probe(signal: AbortSignal): Promise<ProbeResult> {
    const call = { signal, timeoutMs: PROBE_MS };
    try {
      const { value } = await this.client.get({ ...call, path: 'models', answer: ModelsAnswer });
      return { reachable: true, message: `has ${namesOf(value.data)}` };
    } catch (error) {
      return this.healthOr(error, signal);
    }
  }

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const { dialect } = this.upstream;
    const draft = {
      request,
      fields: requestFields(request, { dialect, vendorModel, size: sizeOf(request) }),
    };
    return {
      wire: isEdit(request)
        ? shownForm(this.partsOf(draft, maskPlaceholder({ mask: this.maskNeeded(request) })))
        : draft.fields,
      submit: (context) => this.submit(draft, context),
    };
  }

  private async submit(draft: Draft, context: AttemptContext): Promise<Submission> {
    const { request } = draft;
    const answer = await this.client.post(await this.bodyOf(draft), {
      path: `images/${routeOf(request)}`,
      signal: context.signal,
      timeoutMs: this.upstream.timeoutSeconds * 1000,
      maxBytes: base64Length(this.tools.maxPictureBytes) * request.count + MEBIBYTE,
      answer: ImagesAnswer,
      beforeBody: () => context.beforePictures(),
    });
    const images = delivered(answer, {
      provider: this.id,
      origin: this.client.origin,
      prompt: request.prompt,
      seed: this.limits.seed ? request.seed : null,
      cost: this.upstream.free ? { usd: 0, source: 'free' } : null,
    });
    return { kind: 'images', images };
  }

  private async bodyOf(draft: Draft): Promise<RequestBody> {
    return isEdit(draft.request)
      ? formBody(this.partsOf(draft, await this.maskOf(draft.request)))
      : jsonBody(draft.fields);
  }

  private partsOf({ request, fields }: Draft, mask: Picture | null): ReturnType<typeof formParts> {
    return formParts(fields, {
      images: picturesOf(request),
      imageField: this.upstream.dialect.imageField,
      mask,
    });
  }

  private async maskOf(request: VendorRequest): Promise<Picture | null> {
    const mask = this.maskNeeded(request);
    if (mask === null) {
      return null;
    }
    return this.upstream.dialect.maskPolarity === 'white'
      ? this.tools.imageProcessor.maskToPng(mask)
      : transparentMask(mask);
  }

  /** The client's own, or one of everything where the model behind the edits can only repaint under a mask. */
  private maskNeeded(request: VendorRequest): Mask | null {
    const { mask, source } = request;
    const isNeeded = this.upstream.dialect.editsNeedMask && routeOf(request) === 'edits';
    return mask ?? (isNeeded && source !== null ? maskOfAll(source) : null);
  }

  /** Servers without a list of models (FastFusion) tell their health beside `/v1`. */
  private async healthOr(error: unknown, signal: AbortSignal): Promise<ProbeResult> {
    try {
      const path = `${this.upstream.baseUrl.replace(/\/v\d+\/*$/, '').replace(/\/+$/, '')}/health`;
      await this.client.get({ path, signal, timeoutMs: PROBE_MS, answer: z.unknown() });
      return { reachable: true, message: 'is healthy' };
    } catch {
      return { reachable: false, message: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** Everything is to be repainted. */
function maskOfAll({ width, height }: Size): Mask {
  return { width, height, pixels: Buffer.alloc(width * height, 255) };
}
