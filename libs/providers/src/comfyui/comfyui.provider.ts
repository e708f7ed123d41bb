import { randomUUID } from 'node:crypto';
import {
  type VendorCall,
  type AttemptContext,
  type ImageProvider,
  type VendorRequest,
  type ProbeResult,
  type ProviderCapabilities,
  ProviderError,
  type ProviderImages,
  type Submission,
} from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { runProbe, shownJson, type VendorClient, VendorHttp } from '@fusionbridge/http';
import { randomSeed } from '../protocol/random-seed.js';
import { isUnwanted, pollToTheEnd } from '../protocol/queue/poll.js';
import { roomForPictures } from '../protocol/queue/room-for-pictures.js';
import { ABOUT } from './about.js';
import { capabilitiesOf } from './capabilities.js';
import { ComfyServer, type Patience } from './comfy-server.js';
import { ComfyuiEnv } from './comfyui.env.js';
import { type HistoryEntry, StatsAnswer } from './comfyui.schemas.js';
import { failureIn, picturesIn } from './history.js';
import { KnownLoras } from './known-loras.js';
import { preparedOrder } from './prepared-order.js';
import { PromptWatch } from './prompt-watch.js';
import { degradationsOf, type PromptTicket, readTicket, writeTicket } from './prompt-ticket.js';
import { readFailure } from './read-failure.js';
import { shownGraph } from './shown-graph.js';
import { type WorkflowRequest, workflowRequestOf } from './workflow-request.js';
import { ConfiguredWorkflows } from './workflows/configured-workflows.js';

const ID = 'comfyui';
const PROBE_MS = 5000;
const POLL_MS = 1000;
/** The server takes and tells at once; only the work takes long. */
const LONGEST_CALL_MS = 60_000;
/** Stands for no server at all; nothing is ever sent there, for `configured` says no. */
const NO_SERVER = 'http://127.0.0.1:8188';

/** A ComfyUI server, with the workflows of a folder. The task id begins with the id of the prompt. */
@Injectable()
export class ComfyuiProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: ComfyuiEnv;
  private readonly baseUrl: URL;
  private readonly client: VendorClient;
  private readonly server: ComfyServer;
  private readonly loras: KnownLoras;
  private readonly workflows: ConfiguredWorkflows;

  constructor(
    settings: Settings,
    private readonly http: VendorHttp,
    private readonly imageProcessor: ImageProcessor,
  ) {
    this.env = settings.section(ComfyuiEnv);
    const address = this.env.COMFYUI_URL ?? NO_SERVER;
    this.baseUrl = new URL(address.replace(/\/*$/, '/'));
    this.client = http.client({
      id: ID,
      baseUrl: address,
      addressSetting: 'COMFYUI_URL',
      keySetting: null,
      authorization: null,
      readFailure,
    });
    this.server = new ComfyServer(ID, this.client);
    this.loras = new KnownLoras(this.client);
    this.workflows = new ConfiguredWorkflows(settings, ID);
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    return capabilitiesOf(this.workflows.find(vendorModel).workflow, this.loras.available);
  }

  get serverAddress(): string {
    return this.client.origin;
  }

  /** Its LoRAs. */
  async inventory(signal: AbortSignal): Promise<void> {
    await this.loras.refresh(signal);
  }

  configured(): true | string {
    return this.env.COMFYUI_URL !== undefined || 'set COMFYUI_URL to the address of the server';
  }

  async probe(signal: AbortSignal): Promise<ProbeResult> {
    return runProbe(async () => {
      const { value } = await this.client.get({
        path: 'system_stats',
        signal,
        timeoutMs: PROBE_MS,
        answer: StatsAnswer,
      });
      return `ComfyUI ${value.system.comfyui_version ?? ''} answers`;
    });
  }

  forget(): void {
    this.loras.forget();
  }

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const { template, checkpoint } = this.workflows.templateFor(vendorModel, request.operation);
    const translated = workflowRequestOf(request, template, checkpoint);
    return {
      degradations: translated.degradations,
      wire: shownJson({ prompt: shownGraph(translated) }),
      submit: (context) => this.submit(translated, context),
    };
  }

  async follow(taskId: string, context: AttemptContext): Promise<ProviderImages> {
    const ticket = readTicket(taskId);
    const watch = new PromptWatch({ promptId: ticket.id, socketUrl: this.socketUrl(ticket), context });
    try {
      const entry = await pollToTheEnd({
        provider: ID,
        context,
        timeoutMs: this.env.COMFYUI_TIMEOUT_SECONDS * 1000,
        pausesMs: [0],
        ask: () => this.endOf(ticket, watch, context.signal),
      });
      return await this.delivered(entry, ticket, context);
    } catch (error) {
      if (isGivenUp(error, context.signal)) {
        await this.stop(ticket.id, context);
      }
      throw error;
    } finally {
      watch.close();
    }
  }

  /** Stops this prompt and no other. */
  async cancel(taskId: string): Promise<void> {
    await this.server.stop(readTicket(taskId).id);
  }

  private async submit(translated: WorkflowRequest, context: AttemptContext): Promise<Submission> {
    const id = randomUUID();
    const seed = translated.request.seed ?? randomSeed();
    const { graph, unknown } = await preparedOrder(translated, { id, seed }, context, {
      client: this.client,
      loras: this.loras,
      imageProcessor: this.imageProcessor,
    });
    const without = unknown.map(({ name, weight }) => `${name}:${weight}`);
    const ticket: PromptTicket = { id, client: id, seed, without, isTaken: false };
    await context.onTask(writeTicket(ticket));
    try {
      const given = await this.server.order(graph, id, this.patience(context.signal));
      return { kind: 'task', taskId: writeTicket({ ...ticket, id: given, isTaken: true }) };
    } catch (error) {
      // One that only got no answer is looked up by its id; it may well be painting.
      if (error instanceof ProviderError && error.outcome === 'unknown' && isUnwanted(context.signal)) {
        await this.stop(id, context);
      }
      throw error;
    }
  }

  /** The history's word on a prompt that has ended, `lost` where nothing knows it, null while it waits or runs. */
  private async endOf(
    { id }: PromptTicket,
    watch: PromptWatch,
    signal: AbortSignal,
  ): Promise<HistoryEntry | 'lost' | null> {
    await watch.news(POLL_MS);
    const patience = this.patience(signal);
    const entry = await this.server.history(id, patience);
    if (entry !== null || watch.isRunning) {
      return entry;
    }
    const standing = await this.server.standing(id, patience);
    if (standing.is === 'gone') {
      // It may have ended between the two questions.
      return (await this.server.history(id, patience)) ?? 'lost';
    }
    if (standing.is === 'waiting') {
      watch.note('queued', `queued, position ${standing.position}`);
    } else {
      watch.note('working');
    }
    return null;
  }

  private async delivered(
    entry: HistoryEntry | 'lost',
    ticket: PromptTicket,
    context: AttemptContext,
  ): Promise<ProviderImages> {
    if (entry === 'lost') {
      throw lostPrompt(ticket);
    }
    const failure = failureIn(entry, { provider: ID, redact: (text) => this.http.redact(text) });
    if (failure !== null) {
      throw failure;
    }
    await roomForPictures(ID, context);
    return {
      pictures: picturesIn(entry, this.baseUrl, ticket.seed),
      cost: { usd: 0, source: 'free' },
      degradations: degradationsOf(ticket),
    };
  }

  private async stop(promptId: string, context: AttemptContext): Promise<void> {
    await this.server.stop(promptId).catch(() => context.log(`could not stop ${promptId}`));
  }

  private socketUrl({ client }: PromptTicket): string {
    const url = new URL(`ws?${new URLSearchParams({ clientId: client }).toString()}`, this.baseUrl);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    return url.href;
  }

  private patience(signal: AbortSignal): Patience {
    const timeoutMs = Math.min(LONGEST_CALL_MS, this.env.COMFYUI_TIMEOUT_SECONDS * 1000);
    return { signal, timeoutMs };
  }
}

/** Nobody waits for the prompt any more; a bridge that only ends comes back for it. */
function isGivenUp(error: unknown, signal: AbortSignal): boolean {
  return isUnwanted(signal) || (error instanceof ProviderError && error.kind === 'timeout');
}

/** The queue lives in the server's memory: after its restart it knows nothing. */
function lostPrompt({ isTaken }: PromptTicket): ProviderError {
  return new ProviderError({
    provider: ID,
    kind: 'task_lost',
    outcome: isTaken ? 'accepted' : 'unknown',
    message: `${ID} does not know the prompt${isTaken ? ' any more; was the server restarted?' : ''}`,
  });
}
