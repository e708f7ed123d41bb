import {
  type VendorCall,
  type AttemptContext,
  ProviderError,
  type ProviderImages,
  type ProviderCapabilities,
  type VendorRequest,
} from '@fusionbridge/core';
import { EmbeddedPicture, jsonBody, shownJson, type VendorClient } from '@fusionbridge/http';
import { upscalerCapabilities } from '../protocol/upscaler-capabilities.js';
import { locatedPictures } from '../protocol/pictures/index.js';
import { ExtrasAnswer, UpscalersAnswer } from './sd-webui.schemas.js';

/** How a chain names an upscaler of the server: `upscaler:R-ESRGAN 4x+`, or `upscaler:` for its first. */
const PREFIX = 'upscaler:';
const TO_A_SIZE = 1;
const LIST_MS = 5000;
const LONGEST_SIDE = 16_384;

/** These are in every server's list and are no models. */
const RESAMPLERS: ReadonlySet<string> = new Set(['none', 'lanczos', 'nearest']);

/** What the server may take. */
interface Bounds {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** An upscaler of the server, by its name in a chain; null for a checkpoint. */
export function upscalerNamed(vendorModel: string): string | null {
  return vendorModel.startsWith(PREFIX) ? vendorModel.slice(PREFIX.length).trim() : null;
}

/** The server finishes what it has begun: `interrupt` does not reach its extras. */
export const UPSCALER: ProviderCapabilities = {
  ...upscalerCapabilities({ kind: 'free', min: 1, max: LONGEST_SIDE, multipleOf: 1 }),
  cancel: 'charged',
  cost: 'free',
};

/** A picture enlarged by a model of the server (A1111 api.py `extras_single_image_api`). */
export class Upscaling {
  constructor(
    private readonly client: VendorClient,
    private readonly bounds: Bounds,
  ) {}

  translate(request: VendorRequest, upscaler: string): VendorCall {
    return {
      wire: shownJson(bodyOf(request, upscaler)),
      submit: async (context) => ({
        kind: 'images',
        images: await this.enlarged(request, upscaler, context),
      }),
    };
  }

  private async enlarged(
    request: VendorRequest,
    asked: string,
    context: AttemptContext,
  ): Promise<ProviderImages> {
    const upscaler = await this.known(asked, context.signal);
    const answer = await this.client.post(jsonBody(bodyOf(request, upscaler)), {
      path: 'sdapi/v1/extra-single-image',
      signal: context.signal,
      ...this.bounds,
      answer: ExtrasAnswer,
      beforeBody: () => context.beforePictures(),
    });
    const vendor = { id: 'sd-webui', origin: this.client.origin };
    return {
      pictures: locatedPictures(answer.value.pictures, answer, vendor, () => ({
        seed: null,
        flagged: false,
      })),
      cost: { usd: 0, source: 'free' },
      degradations: [],
    };
  }

  /** The server breaks off in the middle for a name it does not know, so it is asked before. */
  private async known(asked: string, signal: AbortSignal): Promise<string> {
    const { value } = await this.client.get({
      path: 'sdapi/v1/upscalers',
      signal,
      timeoutMs: LIST_MS,
      answer: UpscalersAnswer,
    });
    const models = value.map(({ name }) => name).filter((name) => !RESAMPLERS.has(name.toLowerCase()));
    const found =
      asked === '' ? models[0] : models.find((name) => name.toLowerCase() === asked.toLowerCase());
    if (found === undefined) {
      const missing = asked === '' ? 'no upscaling model' : `no upscaler '${asked}'`;
      throw new ProviderError({
        provider: 'sd-webui',
        kind: 'configuration',
        outcome: 'not_sent',
        setting: 'config/models.json',
        message: `sd-webui has ${missing}; it has ${models.join(', ') || 'none'}`,
      });
    }
    return found;
  }
}

function bodyOf({ source, size }: VendorRequest, upscaler: string): Record<string, unknown> {
  const wanted = size ?? source;
  return {
    resize_mode: TO_A_SIZE,
    upscaling_resize_w: wanted?.width,
    upscaling_resize_h: wanted?.height,
    upscaling_crop: true,
    upscaler_1: upscaler,
    ...(source === null ? {} : { image: new EmbeddedPicture(source) }),
  };
}
