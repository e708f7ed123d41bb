import { MediaEnv } from '@fusionbridge/media';
import {
  type VendorCall,
  type AttemptContext,
  type ImageProvider,
  type VendorRequest,
  type ProbeResult,
  type ProviderCapabilities,
  type ProviderImages,
  type ProviderPicture,
  type Submission,
} from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { asDataUri } from '../protocol/input-pictures.js';
import { shownJson, VendorHttp } from '@fusionbridge/http';
import { locatedPicture, WHOLE_TEXTS } from '../protocol/pictures/index.js';
import { randomSeed } from '../protocol/random-seed.js';
import { roomForPictures } from '../protocol/queue/room-for-pictures.js';
import { ABOUT } from './about.js';
import { capabilitiesOf, type SliderRanges } from './capabilities.js';
import { HuggingFaceSpaceEnv } from './huggingface-space.env.js';
import { ID } from './id.js';
import { Mapping } from './mapping.js';
import { missedBySpace, type SpaceRequest, spaceRequestOf } from './space-request.js';
import { unfit } from './read-failure.js';
import { filesIn, type MadeFile } from './result.js';
import { SpaceAddress } from './space-address.js';
import { SpaceApi, type SpaceDescription } from './space-api.js';
import { hasParameter, misfitOf, rangesOf, resultComponents } from './space-description.js';
import { SpaceFiles } from './space-files.js';
import { SpaceRun } from './space-run.js';

/** Enough for an app that only has to be woken from its bed, not for one that has to be built. */
const LONGEST_CALL_MS = 30_000;

/** An app's sliders stay as they are until its owner changes it; asking it too often would keep a sleeping Space awake. */
const SLIDERS_FRESH_MS = 10 * 60_000;

/** What the sliders allow, and when that was read, in Unix milliseconds. */
interface KnownSliders {
  readonly ranges: SliderRanges;
  readonly readAt: number;
}

const UNKNOWN_SLIDERS: KnownSliders = { ranges: new Map(), readAt: 0 };

/**
 * A Gradio Space of Hugging Face, called as its settings say. An order waits and runs behind one stream of events;
 * who drops the stream has given the order up, so an order cannot be found again. It costs no money but quota.
 */
@Injectable()
export class HuggingFaceSpaceProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: HuggingFaceSpaceEnv;
  private readonly mapping: Mapping;
  private readonly address: SpaceAddress;
  private sliders = UNKNOWN_SLIDERS;
  /** null without a token. */
  private readonly files: SpaceFiles | null;

  constructor(
    settings: Settings,
    private readonly http: VendorHttp,
  ) {
    this.env = settings.section(HuggingFaceSpaceEnv);
    this.mapping = new Mapping(this.env);
    this.address = new SpaceAddress(this.env, http);
    const { HF_TOKEN: token } = this.env;
    const { MAX_PICTURE_BYTES: maxBytes } = settings.section(MediaEnv);
    this.files = token === undefined ? null : new SpaceFiles(http, `Bearer ${token}`, maxBytes);
  }

  capabilities(): ProviderCapabilities {
    return capabilitiesOf(this.mapping, this.env.MAXLORAS_HF_SPACE, this.sliders.ranges);
  }

  /** The name of the Space; an app elsewhere has none that is anybody's business. */
  defaultModel(): string {
    const { HF_SPACE_NAME: name = '' } = this.env;
    return URL.canParse(name) ? 'gradio-app' : name;
  }

  get serverAddress(): string {
    return `${this.env.HF_SPACE_NAME ?? ''} ${this.env.HF_SPACE_ENDPOINT}`;
  }

  /** The bounds of its sliders. */
  async inventory(signal: AbortSignal): Promise<void> {
    if (this.sliders.readAt + SLIDERS_FRESH_MS > Date.now()) {
      return;
    }
    this.remember(await (await this.api(signal)).describe({ signal, timeoutMs: LONGEST_CALL_MS }));
  }

  configured(): true | string {
    return this.env.HF_SPACE_NAME !== undefined || 'set HF_SPACE_NAME';
  }

  /** Reads what the app says of itself and holds the mapping against it. */
  async probe(signal: AbortSignal): Promise<ProbeResult> {
    try {
      const description = await (await this.api(signal)).describe({ signal, timeoutMs: LONGEST_CALL_MS });
      const misfit = misfitOf(description, this.env.HF_SPACE_ENDPOINT, this.mapping);
      return { reachable: misfit === null, message: misfit?.why ?? this.foundIn(description) };
    } catch (error) {
      return { reachable: false, message: error instanceof Error ? error.message : String(error) };
    }
  }

  translate(asked: VendorRequest): VendorCall {
    const request = spaceRequestOf(asked, this.mapping);
    const image = request.source === null ? null : asDataUri(request.source);
    return {
      wire: shownJson({
        endpoint: this.env.HF_SPACE_ENDPOINT,
        parameters: this.mapping.parameters({
          ...request.values,
          seed: request.seed ?? undefined,
          image,
          image_url: image ?? undefined,
        }),
      }),
      submit: (context) => this.submit(request, context),
    };
  }

  /** Asks the hub again where the Space is. */
  forget(): void {
    this.address.forget();
    this.sliders = UNKNOWN_SLIDERS;
  }

  private remember(description: SpaceDescription): void {
    this.sliders = { ranges: rangesOf(description, this.env.HF_SPACE_ENDPOINT), readAt: Date.now() };
  }

  private async submit(request: SpaceRequest, context: AttemptContext): Promise<Submission> {
    const endpoint = this.env.HF_SPACE_ENDPOINT;
    const limits = { signal: context.signal, timeoutMs: Math.min(LONGEST_CALL_MS, this.timeoutMs) };
    const api = await this.api(context.signal);
    const description = await api.describe(limits);
    this.remember(description);
    const misfit = misfitOf(description, endpoint, this.mapping);
    if (misfit !== null) {
      throw unfit(misfit.why, misfit.setting);
    }
    const isKnown = (name: string): boolean => hasParameter(description, endpoint, name);
    const seed = this.capabilities().seed ? (request.seed ?? randomSeed()) : null;
    const path =
      request.source === null ? null : await api.upload(request.source, description.prefix, limits);
    const values = this.mapping.parameters({
      ...request.values,
      seed: seed ?? undefined,
      image: path === null ? null : fileAt(path),
      image_url: path === null ? undefined : api.addressOf(path, description.prefix),
    });
    const parameters = Object.fromEntries(Object.entries(values).filter(([name]) => isKnown(name)));
    const call = { endpoint, description, parameters, timeoutMs: this.timeoutMs };
    const results = await new SpaceRun(api, call, context).results();
    await roomForPictures(ID, context);
    const at = { api, prefix: description.prefix, signal: context.signal };
    const images: ProviderImages = {
      pictures: await Promise.all(
        filesIn(results, resultComponents(description, endpoint)).map((file, index) =>
          this.pictureOf(file, { ...at, seed: index === 0 ? seed : null }),
        ),
      ),
      cost: { usd: 0, source: 'free' },
      degradations: missedBySpace(request, this.mapping, isKnown),
    };
    return { kind: 'images', images };
  }

  /** A private Space gives its files only to us; any other address is for the router to fetch, without the token. */
  private async pictureOf(
    { path, url }: MadeFile,
    {
      api,
      prefix,
      seed,
      signal,
    }: { api: SpaceApi; prefix: string; seed: number | null; signal: AbortSignal },
  ): Promise<ProviderPicture> {
    const named = url ?? api.addressOf(path, prefix);
    const located = locatedPicture(named, WHOLE_TEXTS, { id: ID, origin: api.origin });
    const facts = { seed, flagged: false };
    return this.files !== null && 'url' in located && new URL(located.url).origin === api.origin
      ? { ...facts, bytes: await this.files.read(located.url, signal) }
      : { ...facts, ...located };
  }

  private async api(signal: AbortSignal): Promise<SpaceApi> {
    return new SpaceApi(this.http, await this.address.find(signal), this.env.HF_TOKEN);
  }

  private foundIn(description: SpaceDescription): string {
    const endpoint = this.env.HF_SPACE_ENDPOINT;
    const unknown = this.mapping.fields
      .map(({ name }) => name)
      .filter((name) => !hasParameter(description, endpoint, name));
    const lacks = unknown.length === 0 ? '' : `, which has no parameter ${unknown.join(', ')}`;
    return `has ${endpoint}${lacks}`;
  }

  private get timeoutMs(): number {
    return this.env.HF_SPACE_TIMEOUT_SECONDS * 1000;
  }
}

/** As Gradio takes a file that was uploaded. */
function fileAt(path: string): unknown {
  return { path, meta: { _type: 'gradio.FileData' } };
}
