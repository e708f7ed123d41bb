import { setTimeout as wait } from 'node:timers/promises';
import {
  type VendorCall,
  type AttemptContext,
  type ImageProvider,
  type VendorRequest,
  type Picture,
  type ProbeResult,
  type ProviderCapabilities,
  ProviderError,
  type ProviderImages,
  type ProviderPicture,
  type Size,
  UNBOUNDED,
} from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { roomForPictures } from '../protocol/queue/room-for-pictures.js';
import { ABOUT } from './about.js';
import { refusalOf } from './faults/refusal.js';
import { corrupted } from './faults/corrupted.js';
import { type FaultSpec, takeFault } from './faults/sandbox-fault.js';
import type { ScenePainter } from '@fusionbridge/scene-painter';
import { SandboxEnv } from './sandbox.env.js';

const MAX_LORAS = 12;

const CAPABILITIES: ProviderCapabilities = {
  operations: ['text', 'image', 'inpaint'],
  mask: 'exact',
  prompt: true,
  loras: { max: MAX_LORAS, sources: ['url', 'air', 'file', 'huggingface'], weight: UNBOUNDED },
  anyLoraFamily: true,
  embedded: true,
  standIn: { vendorModel: 'scene', family: 'sandbox' },
  sizes: { kind: 'free', min: 64, max: 2048, multipleOf: 1 },
  defaultSize: { width: 1024, height: 1024 },
  formats: ['png'],
  maxCount: 10,
  seed: 32,
  negativePrompt: true,
  steps: UNBOUNDED,
  guidance: UNBOUNDED,
  strength: UNBOUNDED,
  inputPictures: 1,
  sampler: true,
  qualities: [],
  progress: true,
  cancel: 'free',
  lookup: false,
  cost: 'free',
  flagsContent: false,
};

const DEFAULT_STEPS = 20;
/** Size and number of previews. */
const PREVIEW_SIDE = 256;
const PREVIEWS = 4;

/** One picture of a request while it is painted. */
interface PictureTask {
  readonly request: VendorRequest;
  readonly size: Size;
  readonly seed: number;
  readonly fault: FaultSpec;
  readonly context: AttemptContext;
  /** Fractions of the request: done before this picture, and of this picture. */
  readonly before: number;
  readonly share: number;
}

/**
 * The embedded default: scenes from openly licensed vector art, without a model, a key or a network. Deterministic, for
 * tests; on request it fails in every way a vendor can (`faults/sandbox-fault.ts`).
 */
@Injectable()
export class SandboxProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = 'sandbox';
  private readonly env: SandboxEnv;
  private painter: Promise<ScenePainter> | null = null;

  constructor(
    settings: Settings,
    private readonly imageProcessor: ImageProcessor,
  ) {
    this.env = settings.section(SandboxEnv);
  }

  capabilities(): ProviderCapabilities {
    return CAPABILITIES;
  }

  configured(): true {
    return true;
  }

  async probe(): Promise<ProbeResult> {
    return { reachable: true, message: 'embedded: paints scenes from vector art' };
  }

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const { prompt, fault } = takeFault(request.prompt, this.env.SANDBOX_FAULT);
    const withoutFault = { ...request, prompt };
    const { width, height } = sizeOf(request);
    return {
      wire: {
        model: vendorModel,
        prompt,
        width,
        height,
        negative_prompt: request.negativePrompt,
        seed: request.seed,
        count: request.count,
        loras: request.loras,
        strength: request.strength,
      },
      submit: async (context) => ({
        kind: 'images',
        images: await this.images(withoutFault, vendorModel, fault, context),
      }),
    };
  }

  private async images(
    request: VendorRequest,
    model: string,
    fault: FaultSpec,
    context: AttemptContext,
  ): Promise<ProviderImages> {
    if (context.signal.aborted) {
      throw stopped('not_sent');
    }
    const refusal = refusalOf(fault);
    if (refusal !== null) {
      throw refusal;
    }
    await roomForPictures(this.id, context);
    if (fault.kind === 'timeout') {
      await pause(Number.POSITIVE_INFINITY, context.signal);
    }
    const size = sizeOf(request);
    const count = fault.kind === 'short' ? request.count - 1 : request.count;
    const pictures: ProviderPicture[] = [];
    for (let index = 0; index < count; index += 1) {
      const seed = (request.seed ?? 0) + index;
      const task = { request, size, seed, fault, context, before: index / count, share: 1 / count };
      const picture = await this.paintPicture(task, model);
      pictures.push({ seed, flagged: fault.kind === 'flagged', bytes: await corrupted(picture, fault.kind) });
    }
    const cost =
      fault.cost === null
        ? { usd: 0, source: 'free' as const }
        : { usd: fault.cost * count, source: 'reported' as const };
    return { pictures, cost, degradations: [] };
  }

  /** Paints the picture, then reports progress step by step for the simulated time. */
  private async paintPicture(task: PictureTask, model: string): Promise<Picture> {
    const { request, size, seed, context, fault } = task;
    stopIfAborted(context.signal);
    const caption = this.env.SANDBOX_CAPTION;
    const picture = await (await this.loadedPainter()).paint({ request, seed, size, model, caption });
    const latency = fault.latencyMs ?? this.env.SANDBOX_LATENCY_MS;
    const steps = Math.max(1, request.steps ?? DEFAULT_STEPS);
    const previews = latency === 0 ? [] : await this.previews(picture);
    for (let step = 1; step <= steps; step += 1) {
      stopIfAborted(context.signal);
      context.onProgress({
        fraction: task.before + (task.share * step) / steps,
        step,
        steps,
        preview: previews[Math.floor(((step - 1) / steps) * previews.length)] ?? null,
        note: null,
      });
      if (latency > 0) {
        await pause(latency / steps, context.signal);
      }
    }
    return picture;
  }

  /** A bridge in front of real vendors never loads the painter. */
  private async loadedPainter(): Promise<ScenePainter> {
    this.painter ??= import('@fusionbridge/scene-painter').then(
      (room) => new room.ScenePainter(this.imageProcessor),
    );
    return this.painter;
  }

  /** From coarse to fine, as a sampler's previews look. */
  private async previews(picture: Picture): Promise<Picture[]> {
    const scale = PREVIEW_SIDE / Math.max(picture.width, picture.height);
    const size = {
      width: Math.max(16, Math.round(picture.width * scale)),
      height: Math.max(16, Math.round(picture.height * scale)),
    };
    const previews: Picture[] = [];
    for (let index = 1; index <= PREVIEWS; index += 1) {
      const block = 2 ** (PREVIEWS - index);
      const coarse = { width: Math.ceil(size.width / block), height: Math.ceil(size.height / block) };
      const small = await this.imageProcessor.convert(picture, { size: coarse, fit: 'fill' });
      previews.push(await this.imageProcessor.convert(small, { size, fit: 'fill' }));
    }
    return previews;
  }
}

function sizeOf(request: VendorRequest): Size {
  return request.size ?? request.source ?? CAPABILITIES.defaultSize;
}

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw stopped('accepted');
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const longest = 2 ** 31 - 1;
  await wait(Math.min(milliseconds, longest), undefined, { signal }).catch(() => {
    throw stopped('accepted');
  });
}

function stopped(outcome: 'not_sent' | 'accepted'): ProviderError {
  return new ProviderError({
    provider: 'sandbox',
    kind: 'cancelled',
    outcome,
    message: 'sandbox was stopped',
  });
}
