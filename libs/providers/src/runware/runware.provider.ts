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
import { maskShown } from '../fitting/shown-pictures.js';
import { bearer, runProbe, shownJson, VendorHttp } from '@fusionbridge/http';
import { pollToTheEnd } from '../protocol/queue/poll.js';
import { roomForPictures } from '../protocol/queue/room-for-pictures.js';
import { ABOUT } from './about.js';
import { capabilitiesOf } from './capabilities.js';
import { LoraMapping } from './lora-mapping.js';
import { modelFor, operationsOf } from './models.js';
import { type BodyChoices, taskOf, type Order, orderOf } from './order.js';
import { isUnknownModel, readFailure, readTaskFailure } from './read-failure.js';
import { deliveredIn } from './results.js';
import { RunwareApi } from './runware-api.js';
import { RunwareLoras } from './runware-loras.js';
import { RunwareEnv } from './runware.env.js';
import { AccountAnswer, Receipt } from './runware.schemas.js';
import { type Questioning, TaskLookUp } from './task-look-up.js';
import { readTicket, writeTicket } from './ticket.js';

const ID = 'runware';
const PROBE_MS = 5000;
const LONGEST_CALL_MS = 60_000;
const NO_UPLOADS =
  'LoRAs that have only an address are left out at Runware, and providers that take them are asked first: set RUNWARE_AIR_SOURCE to the first part of your AIR ids (source:id@version); they are uploaded under it';

/** At once for what was found again, then as the vendor's own programs ask. */
const PAUSES_MS = [0, 1000, 750, 1000, 1500, 2000, 3000];

/**
 * Runware. Orders run in the background under an id of our own, which is written down before they are sent: whatever
 * happens to the connection, the order can be found again.
 */
@Injectable()
export class RunwareProvider implements ImageProvider {
  static readonly about = ABOUT;
  readonly id = ID;
  private readonly env: RunwareEnv;
  private readonly api: RunwareApi;
  private readonly questioning: Questioning;
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
    this.questioning = {
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

  configured(): true | string {
    return this.env.RUNWARE_API_KEY !== undefined || 'set RUNWARE_API_KEY';
  }

  hints(): readonly string[] {
    return this.loras.canUpload ? [] : [NO_UPLOADS];
  }

  /** Asks for the balance. */
  async probe(signal: AbortSignal): Promise<ProbeResult> {
    const task = { taskType: 'accountManagement', taskUUID: randomUUID(), operation: 'getDetails' };
    return runProbe(async () => {
      const { data } = await this.api.send(task, { signal, timeoutMs: PROBE_MS, answer: AccountAnswer });
      const amount = data[0]?.balance?.amount;
      return amount === undefined ? 'answers' : `has a balance of ${amount.toFixed(2)} $`;
    });
  }

  translate(asked: VendorRequest, vendorModel: string): VendorCall {
    const model = modelFor(asked.operation, vendorModel, this.env.RUNWARE_MODEL);
    const order = orderOf(asked, model, this.capabilities(vendorModel));
    const shown = {
      taskUUID: null,
      mask: maskShown(asked),
      loras: order.loras.map(({ lora, weight }) => ({ model: lora.name, weight })),
    };
    return {
      degradations: order.degradations,
      model: model.air,
      wire: shownJson([taskOf(order, shown, this.choices)]),
      submit: (context) => this.submit(order, context),
    };
  }

  async follow(taskId: string, context: AttemptContext): Promise<ProviderImages> {
    const ticket = readTicket(taskId);
    const lookUp = new TaskLookUp(this.questioning, ticket, context);
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

  private async submit(order: Order, context: AttemptContext): Promise<Submission> {
    const { request, model } = order;
    const mask = request.mask === null ? null : await this.imageProcessor.maskToPng(request.mask);
    const { loras, degradations } = await this.loras.resolved(
      order.loras,
      model.sheet.loraArchitecture,
      context,
    );
    const task = randomUUID();
    const ticket = { task, count: request.count, confirmed: false, withoutLoras: degradations };
    await context.onTask(writeTicket(ticket));
    await this.send(order, taskOf(order, { taskUUID: task, mask, loras }, this.choices), context);
    return { kind: 'task', taskId: writeTicket({ ...ticket, confirmed: true }) };
  }

  private async send(order: Order, task: unknown, { signal }: AttemptContext): Promise<void> {
    try {
      await this.api.send(task, {
        signal,
        timeoutMs: this.callMs,
        answer: Receipt,
        expects: 'acknowledgement',
      });
    } catch (error) {
      if (isUnknownModel(error)) {
        await this.loras.disown(order.loras);
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
