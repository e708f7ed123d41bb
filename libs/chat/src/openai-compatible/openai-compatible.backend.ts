import { BridgeError, ProviderError } from '@fusionbridge/core';
import { LlmClient, type LlmEndpoint } from '@fusionbridge/prompting';
import {
  bearer,
  bodyOf,
  jsonBody,
  type StreamedResponse,
  sanitizeVendorText,
  readOpenAiFailure,
  type RequestBody,
  VendorHttp,
  type VendorStreams,
} from '@fusionbridge/http';
import { Injectable } from '@nestjs/common';
import type { ChatBackend, ChatModel } from '../chat-backend.js';
import { unusable } from '../chat-failure.js';
import type { ChatRequest } from '../request/chat-request.js';
import { EVENT_STREAM, STREAM_HEADERS } from '../sse/event.js';
import { jsonOf } from '../sse/whole-answer.js';
import { errorIn, CompleteResponse } from './completion.schemas.js';
import { KnownModels } from './known-models.js';
import { upstreamEvents } from './upstream-events.js';

/** The name in messages, which reach clients and so do not show the address. */
const NAME = 'the chat server';
const MOST_BYTES = 64 * 1024 * 1024;

interface Upstream {
  readonly endpoint: LlmEndpoint;
  readonly streams: VendorStreams;
  readonly models: KnownModels;
}

/** Forwards chats to the language model of the role `proxy`, any server with OpenAI's chat completions API. */
@Injectable()
export class OpenAiCompatibleBackend implements ChatBackend {
  readonly id = 'openai-compatible';
  private latest: Upstream | null = null;

  constructor(
    private readonly llm: LlmClient,
    private readonly http: VendorHttp,
  ) {}

  /** Built anew when the settings name another one; null if they name none. */
  private get upstream(): Upstream | null {
    const endpoint = this.llm.endpoint('proxy');
    if (endpoint !== (this.latest?.endpoint ?? null)) {
      this.latest = endpoint === null ? null : upstreamAt(endpoint, this.http);
    }
    return this.latest;
  }

  configured(): boolean {
    return this.upstream !== null;
  }

  async models(): Promise<readonly ChatModel[]> {
    const { endpoint, models } = this.known();
    const names = new Set([endpoint.model, ...(await models.names())]);
    return [...names].map((id) => ({ id, ownedBy: this.id }));
  }

  isMeantBy({ agentId, model }: ChatRequest): boolean {
    return agentId === null && model !== null && model === this.upstream?.endpoint.model;
  }

  async complete(request: ChatRequest, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    const value = await jsonOf(NAME, await this.ask(request, signal));
    const parsed = CompleteResponse.safeParse(value);
    if (parsed.success) {
      return parsed.data;
    }
    throw this.reportedError(value) ?? unusable(NAME, 'answered without what is needed (choices)');
  }

  async stream(request: ChatRequest, signal: AbortSignal): Promise<AsyncIterable<Buffer>> {
    const answer = await this.ask(request, signal);
    if (answer.contentType === EVENT_STREAM) {
      return upstreamEvents(NAME, answer.pieces, (value) => this.reportedError(value));
    }
    throw (
      this.reportedError(await jsonOf(NAME, answer)) ??
      unusable(NAME, 'answered all at once, where a stream was asked for')
    );
  }

  private ask(request: ChatRequest, signal: AbortSignal): Promise<StreamedResponse> {
    const { endpoint, streams } = this.known();
    return streams.post(bodyFor(request, endpoint), {
      path: 'chat/completions',
      signal,
      timeoutMs: endpoint.timeoutMs,
      maxBytes: MOST_BYTES,
      headers: request.stream ? STREAM_HEADERS : {},
    });
  }

  /** Some servers report an error with a 2xx status or in the middle of a stream. */
  private reportedError(value: unknown): ProviderError | null {
    const found = errorIn(value);
    if (found === null) {
      return null;
    }
    const says = sanitizeVendorText(this.http.redact(found.message));
    return new ProviderError({
      provider: NAME,
      kind: 'unavailable',
      outcome: 'unknown',
      message: `${NAME} failed${says === '' ? '' : `: ${says}`}`,
      ...(found.code === null ? {} : { vendorCode: found.code }),
    });
  }

  private known(): Upstream {
    if (this.upstream === null) {
      throw new BridgeError({ kind: 'unavailable', message: `${NAME} is not set up: set LLM_BASE_URL.` });
    }
    return this.upstream;
  }
}

function upstreamAt(endpoint: LlmEndpoint, http: VendorHttp): Upstream {
  const address = {
    id: NAME,
    baseUrl: endpoint.baseUrl,
    authorization: bearer(endpoint.apiKey),
    addressSetting: endpoint.addressSetting,
    keySetting: endpoint.keySetting,
    readFailure: readOpenAiFailure,
  };
  return { endpoint, streams: http.streams(address), models: new KnownModels(http.client(address)) };
}

/** The client's own bytes, unless a field has to be changed. */
function bodyFor(request: ChatRequest, { model, temperature }: LlmEndpoint): RequestBody {
  if (request.agentId !== null) {
    throw BridgeError.invalid(
      'agent_id',
      "Invalid 'agent_id': only You.com has agents, and it is not set up: set YOU_COM_API_KEY.",
    );
  }
  const { agent_id: _ours, ...fields } = request.fields;
  const addsTemperature = temperature !== null && (fields['temperature'] ?? null) === null;
  if (request.model !== null && !addsTemperature && !('agent_id' in request.fields)) {
    return bodyOf('application/json', [request.raw]);
  }
  return jsonBody({
    ...fields,
    model: request.model ?? model,
    ...(addsTemperature ? { temperature } : {}),
  });
}
