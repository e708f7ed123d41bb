import type { Readable } from 'node:stream';
import { type Picture, ProviderError } from '@fusionbridge/core';
import { z } from 'zod';
import {
  bearer,
  asNotSent,
  bodyOf,
  formBody,
  MAX_INVENTORY_VALUES,
  Transmission,
  type VendorClient,
  type VendorHttp,
} from '@fusionbridge/http';
import { ConfigAnswer, InfoAnswer, JoinAnswer, UploadAnswer } from './huggingface-space.schemas.js';
import { ID } from './id.js';
import { OWN_LOGIN, readFailure, unfit } from './read-failure.js';

const MEBIBYTE = 1024 * 1024;
/** Apps put their whole layout, style and scripts in there. */
const LONGEST_DESCRIPTION = 16 * MEBIBYTE;
const CANCEL_MS = 3000;
const NOT_FOUND = 404;
const ADDRESS = 'HF_SPACE_NAME';
/** Gradio 4's streams of all later kinds; older apps speak WebSocket or another order of calls. */
const PROTOCOLS = new Set(['sse_v1', 'sse_v2', 'sse_v2.1', 'sse_v3']);

/** What a Space says of itself. */
export interface SpaceDescription {
  readonly config: z.infer<typeof ConfigAnswer>;
  readonly info: z.infer<typeof InfoAnswer>;
  /** `/gradio_api`, or nothing. */
  readonly prefix: string;
}

/** How long one call may take. */
export interface CallLimits {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** What is asked to be cancelled. */
export interface PlacedOrder {
  readonly event_id: string;
  readonly session_hash: string;
  readonly fn_index: number;
}

/**
 * Every request that goes to a Space. All of them go to the configured address, whatever the Space names as its
 * `root`, follow no redirect, and carry the token.
 */
export class SpaceApi {
  readonly base: string;
  private readonly client: VendorClient;
  private readonly authorization: string | null;

  constructor(
    private readonly http: VendorHttp,
    address: string,
    token: string | undefined,
  ) {
    this.base = address.replace(/\/+$/, '');
    this.authorization = bearer(token);
    this.client = http.client({
      id: ID,
      baseUrl: address,
      addressSetting: ADDRESS,
      keySetting: 'HF_TOKEN',
      authorization: this.authorization,
      readFailure,
    });
  }

  get origin(): string {
    return this.client.origin;
  }

  /** Where a file on the app's disk can be fetched. */
  addressOf(path: string, prefix: string): string {
    return `${this.base}${prefix}/file=${path}`;
  }

  /** @throws ProviderError `not_sent`; also where the app says that it is elsewhere or cannot be followed */
  async describe(limits: CallLimits): Promise<SpaceDescription> {
    const maxBytes = LONGEST_DESCRIPTION;
    try {
      const { value: config } = await this.client.get({
        ...limits,
        path: 'config',
        maxBytes,
        maxValues: MAX_INVENTORY_VALUES,
        answer: ConfigAnswer,
      });
      this.hold(config);
      const prefix = (config.api_prefix ?? '').replace(/\/+$/, '');
      const path = `${prefix}/info`;
      const { value: info } = await this.client.get({
        ...limits,
        path,
        maxBytes,
        maxValues: MAX_INVENTORY_VALUES,
        answer: InfoAnswer,
      });
      return { config, info, prefix };
    } catch (error) {
      throw asNotSent(operatorsMistake(error));
    }
  }

  /** @returns where it is now on the app's disk. @throws ProviderError `not_sent` */
  async upload(picture: Picture, prefix: string, limits: CallLimits): Promise<string> {
    try {
      const body = formBody([{ name: 'files', picture }]);
      const { value } = await this.client.post(body, {
        ...limits,
        path: `${prefix}/upload`,
        answer: UploadAnswer,
      });
      return value[0] ?? '';
    } catch (error) {
      throw asNotSent(error);
    }
  }

  /** Sends an order, once. */
  async join(body: string, prefix: string, limits: CallLimits): Promise<string> {
    const { value } = await this.client.post(bodyOf('application/json', [Buffer.from(body)]), {
      ...limits,
      path: `${prefix}/queue/join`,
      headers: { 'x-gradio-user': 'api' },
      answer: JoinAnswer,
      expects: 'acknowledgement',
    });
    return value.event_id;
  }

  async cancel(order: PlacedOrder, prefix: string): Promise<void> {
    await this.client.post(bodyOf('application/json', [Buffer.from(JSON.stringify(order))]), {
      path: `${prefix}/cancel`,
      signal: new AbortController().signal,
      timeoutMs: CANCEL_MS,
      answer: z.unknown(),
    });
  }

  /** The stream of what happens to the orders of a session. @throws ProviderError `unknown`: the Space has the order */
  async listen(session: string, prefix: string, signal: AbortSignal): Promise<Readable> {
    const url = `${this.base}${prefix}/queue/data?session_hash=${encodeURIComponent(session)}`;
    const { status, body } = await this.http.send(
      {
        method: 'GET',
        url,
        authorization: this.authorization,
        headers: { accept: 'text/event-stream' },
        body: null,
        signal,
      },
      new Transmission(),
    );
    if (status === 200) {
      return body;
    }
    body.on('error', () => undefined).destroy();
    throw new ProviderError({
      provider: ID,
      kind: 'unavailable',
      outcome: 'unknown',
      status,
      message: `${ID} took the order and then would not tell what becomes of it (${status})`,
    });
  }

  /** What a vendor wrote, without what must not be seen. */
  redact(text: string): string {
    return this.http.redact(text);
  }

  /** An app behind a proxy may name another scheme; another host would be another app. */
  private hold({ root, protocol, version }: SpaceDescription['config']): void {
    const { host } = new URL(this.base);
    if (typeof root === 'string' && URL.canParse(root) && new URL(root).host !== host) {
      const message = `the app says that it is at ${new URL(root).host} and not at ${host}; nothing is sent there`;
      throw unfit(`${message}. Set HF_SPACE_NAME to its own address`, ADDRESS);
    }
    if (!PROTOCOLS.has(protocol)) {
      throw unfit(`the app runs Gradio ${version}, which is too old: 4.0 or later is needed`, ADDRESS);
    }
  }
}

/** Where the app does not tell what it is, its address is wrong, or nobody from outside may use it. */
function operatorsMistake(error: unknown): unknown {
  if (!(error instanceof ProviderError)) {
    return error;
  }
  if (error.vendorCode === OWN_LOGIN) {
    return unfit(
      'the app has a login of its own (auth=), which no token opens: start it without one',
      ADDRESS,
    );
  }
  return error.status === NOT_FOUND
    ? unfit(
        'there is no Gradio app at this address: check HF_SPACE_NAME, and HF_TOKEN if it is private',
        ADDRESS,
      )
    : error;
}
