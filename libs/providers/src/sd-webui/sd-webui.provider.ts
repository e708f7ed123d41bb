import { randomUUID } from 'node:crypto';
import {
  familyNamed,
  type VendorCall,
  type AttemptContext,
  type Degradation,
  type ImageProvider,
  type VendorRequest,
  type ModelFamily,
  type Picture,
  type ProbeResult,
  type ProviderCapabilities,
  ProviderError,
  type ProviderImages,
  type Size,
  type Submission,
} from '@fusionbridge/core';
import { base64Length, ImageProcessor, MediaEnv } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import {
  jsonBody,
  runProbe,
  shownJson,
  type VendorResponse,
  type VendorClient,
  VendorHttp,
} from '@fusionbridge/http';
import { maskPicture, maskPlaceholder } from '../protocol/input-pictures.js';
import { sizeOf } from '../protocol/requested-size.js';
import { ABOUT } from './about.js';
import { delivered } from './delivered.js';
import { generationBody, isGuidanceDistilled, routeOf } from './generation-body.js';
import { withLoraTags } from './lora-tags.js';
import { capabilitiesOf } from './capabilities.js';
import { KnownLoras } from './known-loras.js';
import { readFailure } from './read-failure.js';
import { RunningTask } from './running-task.js';
import { SdWebuiEnv } from './sd-webui.env.js';
import { GenerationAnswer, OptionsAnswer } from './sd-webui.schemas.js';
import { TaskWatch } from './task-watch.js';
import { UPSCALER, upscalerNamed, Upscaling } from './upscaling.js';

const ID = 'sd-webui';
const PROBE_MS = 5000;
const MEBIBYTE = 1024 * 1024;

/** What is known of an order when it is ready to be sent. */
interface Ready {
  readonly request: VendorRequest;
  readonly vendorModel: string;
  readonly size: Size;
}

/** A local server with the API of AUTOMATIC1111: AUTOMATIC1111 itself, Forge, SD.Next. */
@Injectable()
export class SdWebuiProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: SdWebuiEnv;
  private readonly maxPictureBytes: number;
  private readonly client: VendorClient;
  private readonly loras: KnownLoras;
  private readonly upscaling: Upscaling;
  private readonly tasks = new RunningTask();
  /** As the server names it; empty while it is not known. */
  private checkpoint = '';

  constructor(
    private readonly settings: Settings,
    http: VendorHttp,
    private readonly imageProcessor: ImageProcessor,
  ) {
    this.env = settings.section(SdWebuiEnv);
    this.maxPictureBytes = settings.section(MediaEnv).MAX_PICTURE_BYTES;
    this.client = http.client({
      id: ID,
      baseUrl: this.env.SD_API_URL,
      startedWith: '--api',
      addressSetting: 'SD_API_URL',
      keySetting: 'SD_API_AUTH',
      authorization: basicOf(this.env.SD_API_AUTH),
      readFailure,
    });
    this.loras = new KnownLoras(this.client);
    this.upscaling = new Upscaling(this.client, {
      timeoutMs: this.env.SD_TIMEOUT_SECONDS * 1000,
      maxBytes: this.mostBytes(1),
    });
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    return upscalerNamed(vendorModel) === null
      ? capabilitiesOf(this.familyOf(vendorModel), this.loras.names)
      : UPSCALER;
  }

  /** The checkpoint that is loaded. */
  defaultModel(): string {
    return this.checkpoint;
  }

  get serverAddress(): string {
    return this.client.origin;
  }

  /** Its LoRAs and the checkpoint that is loaded. */
  async inventory(signal: AbortSignal): Promise<void> {
    const [checkpoint] = await Promise.all([this.loadedCheckpoint(signal), this.loras.refresh(signal)]);
    this.checkpoint = checkpoint ?? '';
  }

  configured(): true | string {
    return this.env.SD_ENABLED || 'set SD_ENABLED=true and SD_API_URL to the address of the server';
  }

  async probe(signal: AbortSignal): Promise<ProbeResult> {
    return runProbe(async () => `has ${(await this.loadedCheckpoint(signal)) ?? 'no model'} loaded`);
  }

  forget(): void {
    this.checkpoint = '';
    this.loras.forget();
  }

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const upscaler = upscalerNamed(vendorModel);
    if (upscaler !== null) {
      return this.upscaling.translate(request, upscaler);
    }
    const ready: Ready = { request, vendorModel, size: sizeOf(request) };
    const { prompt } = withLoraTags(request.prompt, request.loras, null);
    return {
      wire: shownJson(this.bodyOf(ready, prompt, maskPlaceholder(request))),
      submit: (context) => this.submit(ready, context),
    };
  }

  private async loadedCheckpoint(signal: AbortSignal): Promise<string | null> {
    const { value } = await this.client.get({
      path: 'sdapi/v1/options',
      signal,
      timeoutMs: PROBE_MS,
      answer: OptionsAnswer,
    });
    return value.sd_model_checkpoint ?? null;
  }

  private async submit(ready: Ready, context: AttemptContext): Promise<Submission> {
    const { request } = ready;
    const mask = await maskPicture(request, this.imageProcessor);
    const known = await this.loras.namesFor(request.loras, context.signal);
    const tagged = withLoraTags(request.prompt, request.loras, known);
    const images = await this.generate(ready, this.bodyOf(ready, tagged.prompt, mask), context);
    return { kind: 'images', images: withDegradations(images, tagged.degradations) };
  }

  private async generate(
    ready: Ready,
    body: Record<string, unknown>,
    context: AttemptContext,
  ): Promise<ProviderImages> {
    const taskId = `task(fusionbridge-${randomUUID()})`;
    const watch = new TaskWatch(this.client, this.tasks, taskId, context);
    try {
      await watch.begin();
      const order = this.order(ready, { ...body, force_task_id: taskId }, context);
      const [answer] = await Promise.all([order.finally(() => watch.silence()), watch.report()]);
      const isDistilled = isGuidanceDistilled(this.familyOf(ready.vendorModel));
      const vendor = { id: ID, origin: this.client.origin };
      return delivered(answer, { ...ready, vendor, isDistilled });
    } catch (error) {
      if (error instanceof ProviderError && error.outcome === 'unknown') {
        await watch.interrupt();
      }
      throw error;
    } finally {
      watch.leave();
    }
  }

  private async order(
    { request }: Ready,
    body: Record<string, unknown>,
    context: AttemptContext,
  ): Promise<VendorResponse<GenerationAnswer>> {
    return this.client.post(jsonBody(body), {
      path: `sdapi/v1/${routeOf(request)}`,
      signal: context.signal,
      timeoutMs: this.env.SD_TIMEOUT_SECONDS * 1000,
      maxBytes: this.mostBytes(request.count),
      answer: GenerationAnswer,
      beforeBody: () => context.beforePictures(),
    });
  }

  /** With room for a grid of several. */
  private mostBytes(count: number): number {
    return base64Length(this.maxPictureBytes) * (count > 1 ? count + 1 : 1) + MEBIBYTE;
  }

  private bodyOf(ready: Ready, prompt: string, mask: Picture | null): Record<string, unknown> {
    const { request, size } = ready;
    // The loaded checkpoint is not named: naming it would load it again if somebody changed it meanwhile.
    const vendorModel = ready.vendorModel === this.checkpoint ? '' : ready.vendorModel;
    return generationBody(request, { vendorModel, family: this.familyOf(vendorModel), prompt, size, mask });
  }

  /** As the loaded checkpoint is named, else as the chains of `config/models.json` say. */
  private familyOf(vendorModel: string): ModelFamily {
    const isLoaded = vendorModel === '' || vendorModel === this.checkpoint;
    const named = isLoaded ? familyNamed(this.checkpoint) : null;
    if (named !== null) {
      return named;
    }
    const links = this.settings.models.all.flatMap((model) => model.chain);
    const families = links
      .filter((link) => link.provider === ID && link.vendorModel === vendorModel)
      .map((link) => link.family);
    return families.find((family) => family !== 'other') ?? 'other';
  }
}

function basicOf(auth: string | undefined): string | null {
  return auth === undefined ? null : `Basic ${Buffer.from(auth).toString('base64')}`;
}

function withDegradations(images: ProviderImages, more: readonly Degradation[]): ProviderImages {
  return { ...images, degradations: [...images.degradations, ...more] };
}
