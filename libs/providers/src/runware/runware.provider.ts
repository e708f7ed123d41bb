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
import { UploadedLoraRepository } from '@fusionbridge/persistence';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { bearer, runProbe, shownJson, VendorHttp } from '@fusionbridge/http';
import { maskPicture, maskPlaceholder } from '../protocol/input-pictures.js';
import { pollToTheEnd } from '../protocol/queue/poll.js';
import { roomForPictures } from '../protocol/queue/room-for-pictures.js';
import { ABOUT } from './about.js';
import { capabilitiesOf } from './capabilities.js';
import { LoraMapping } from './lora-mapping.js';
import { type ChosenModel, modelFor, operationsOf } from './models.js';
import { isUnknownModel, readFailure, readTaskFailure } from './read-failure.js';
import { type BodyChoices, taskOf } from './request-body.js';
import { deliveredIn } from './results.js';
import { RunwareApi } from './runware-api.js';
import { RunwareLoras } from './runware-loras.js';
import { RunwareEnv } from './runware.env.js';
import { AccountAnswer, Acknowledgement } from './runware.schemas.js';
import { type LookUpSettings, TaskLookUp } from './task-look-up.js';
import { readTicket, writeTicket } from './ticket.js';

const ID = 'runware';
const PROBE_MS = 5000;
const LONGEST_CALL_MS = 60_000;
const NO_UPLOADS =
  'LoRAs that have only an address are left out at Runware, and providers that take them are asked first: set RUNWARE_AIR_SOURCE to the first part of your AIR ids (source:id@version); they are uploaded under it';

/** At once for tasks that are followed after a restart, then as the vendor's own programs poll. */
const PAUSES_MS = [0, 1000, 750, 1000, 1500, 2000, 3000];

/**
 * Runware. Tasks run in the background under an id of our own, which is stored before they are sent, so that a task can be
 * found again whatever happens to the connection.
 */
@Injectable()
export class RunwareProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: RunwareEnv;
  private readonly api: RunwareApi;
  private readonly lookUpSettings: LookUpSettings;
  private readonly loras: RunwareLoras;

  constructor(
    settings: Settings,
    private readonly http: VendorHttp,
    private readonly imageProcessor: ImageProcessor,
    uploaded: UploadedLoraRepository,
  ) {
    this.env = settings.section(RunwareEnv);
    const address = {
      id: ID,
      baseUrl: this.env.RUNWARE_ENDPOINT,
      addressSetting: 'RUNWARE_ENDPOINT',
      keySetting: 'RUNWARE_API_KEY',
      authorization: bearer(this.env.RUNWARE_API_KEY),
    };
    const clean = (text: string): string => http.redact(text);
    this.api = new RunwareApi(http.client({ ...address, readFailure }), this.env.RUNWARE_ENDPOINT);
    this.lookUpSettings = {
      api: new RunwareApi(
        http.client({ ...address, readFailure: readTaskFailure }),
        this.env.RUNWARE_ENDPOINT,
      ),
      callMs: this.callMs,
      clean,
    };
    this.loras = new RunwareLoras(this.api, {
      known: uploaded,
      mapping: new LoraMapping(this.env.RUNWARE_LORA_MAPPING_PATH),
      source: this.env.RUNWARE_AIR_SOURCE ?? null,
      timeoutMs: this.env.RUNWARE_UPLOAD_TIMEOUT_SECONDS * 1000,
      clean,
    });
  }

  capabilities(vendorModel: string): ProviderCapabilities {
    const { RUNWARE_MODEL: usual, MAXLORAS_RUNWARE: most } = this.env;
    const { sheet } = modelFor('text', vendorModel, usual);
    return capabilitiesOf(operationsOf(vendorModel, usual), {
      most,
      sources: this.loras.sources(sheet.loraArchitecture),
    });
  }

  defaultModel(): string {
    return this.env.RUNWARE_MODEL;
  }

  configured(): true | string {
    return this.env.RUNWARE_API_KEY !== undefined || 'set RUNWARE_API_KEY';
  }

  hints(): readonly string[] {
    return this.loras.canUpload ? [] : [NO_UPLOADS];
  }

  async probe(signal: AbortSignal): Promise<ProbeResult> {
    const task = { taskType: 'accountManagement', taskUUID: randomUUID(), operation: 'getDetails' };
    return runProbe(async () => {
      const { data } = await this.api.send(task, { signal, timeoutMs: PROBE_MS, answer: AccountAnswer });
      const amount = data[0]?.balance?.amount;
      return amount === undefined ? 'answers' : `has a balance of ${amount.toFixed(2)} $`;
    });
  }

  translate(request: VendorRequest, vendorModel: string): VendorCall {
    const model = modelFor(request.operation, vendorModel, this.env.RUNWARE_MODEL);
    const details = {
      model: model.air,
      taskUUID: null,
      mask: maskPlaceholder(request),
      loras: request.loras.map(({ name, weight }) => ({ model: name, weight })),
    };
    return {
      model: model.air,
      wire: shownJson([taskOf(request, details, this.choices)]),
      submit: (context) => this.submit(request, model, context),
    };
  }

  async follow(taskId: string, context: AttemptContext): Promise<ProviderImages> {
    const ticket = readTicket(taskId);
    const lookUp = new TaskLookUp(this.lookUpSettings, ticket, context);
    const ended = await pollToTheEnd({
      provider: ID,
      context,
      timeoutMs: this.env.RUNWARE_TIMEOUT_SECONDS * 1000,
      pausesMs: PAUSES_MS,
      ask: () => lookUp.ask(),
    });
    if (ended instanceof ProviderError) {
      throw ended;
    }
    await roomForPictures(ID, context);
    const vendor = { id: ID, origin: this.api.origin };
    return deliveredIn({ done: ended, bytes: lookUp }, ticket, vendor);
  }

  forget(): void {
    this.loras.forget();
  }

  private async submit(
    request: VendorRequest,
    { air, sheet }: ChosenModel,
    context: AttemptContext,
  ): Promise<Submission> {
    const mask = await maskPicture(request, this.imageProcessor);
    const { loras, degradations } = await this.loras.resolved(request.loras, sheet.loraArchitecture, context);
    const task = randomUUID();
    const ticket = { task, count: request.count, confirmed: false, withoutLoras: degradations };
    await context.onTask(writeTicket(ticket));
    const details = { model: air, taskUUID: task, mask, loras };
    await this.send(request, taskOf(request, details, this.choices), context);
    return { kind: 'task', taskId: writeTicket({ ...ticket, confirmed: true }) };
  }

  private async send(request: VendorRequest, task: unknown, { signal }: AttemptContext): Promise<void> {
    try {
      await this.api.send(task, {
        signal,
        timeoutMs: this.callMs,
        answer: Acknowledgement,
        expects: 'acknowledgement',
      });
    } catch (error) {
      if (isUnknownModel(error)) {
        await this.loras.forgetUploads(request.loras);
      }
      throw error;
    }
  }

  private get choices(): BodyChoices {
    const { RUNWARE_CHECK_CONTENT: checkContent, RUNWARE_LEGACY_MEDIA_FIELDS: legacyMedia } = this.env;
    return { checkContent, legacyMedia };
  }

  private get callMs(): number {
    return Math.min(LONGEST_CALL_MS, this.env.RUNWARE_TIMEOUT_SECONDS * 1000);
  }
}
