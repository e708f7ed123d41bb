import { BridgeError } from '@fusionbridge/core';
import { bearer, jsonBody, type StreamedResponse, VendorHttp, type VendorStreams } from '@fusionbridge/http';
import { CurrentSettings, type Derived } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import type { ChatBackend, ChatModel } from '../chat-backend.js';
import { unusable } from '../chat-failure.js';
import type { ChatRequest } from '../request/chat-request.js';
import { dataOf, EVENT_STREAM, STREAM_HEADERS } from '../sse/event.js';
import { jsonOf } from '../sse/whole-answer.js';
import { wholeEvents } from '../sse/whole-events.js';
import { AgentAnswer, type AgentCall } from './agent-answer.js';
import { foldMessages } from './fold-messages.js';
import { leftOutOf } from './left-out.js';
import { YouComEnv } from './you-com.env.js';
import { answerIn, isAnswer, readFailure, RunEvent } from './you-com.schemas.js';

const ID = 'you-com';
/** The name in messages. */
const NAME = 'You.com';
/** Built-in agents; custom ones are created at You.com and have an id. */
const KNOWN_AGENTS: readonly string[] = ['express', 'advanced'];
const AGENT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST_BYTES = 16 * 1024 * 1024;

/** You.com's agents as chat models. */
@Injectable()
export class YouComBackend implements ChatBackend {
  readonly id = ID;
  private readonly account: Derived<{ readonly env: YouComEnv; readonly streams: VendorStreams }>;

  constructor(settings: CurrentSettings, http: VendorHttp) {
    this.account = settings.derive((now) => {
      const env = now.section(YouComEnv);
      const streams = http.streams({
        id: NAME,
        baseUrl: env.YOU_COM_BASE_URL,
        authorization: bearer(env.YOU_COM_API_KEY),
        addressSetting: 'YOU_COM_BASE_URL',
        keySetting: 'YOU_COM_API_KEY',
        readFailure,
      });
      return { env, streams };
    });
  }

  private get env(): YouComEnv {
    return this.account.value.env;
  }

  configured(): boolean {
    return this.env.YOU_COM_API_KEY !== undefined;
  }

  async models(): Promise<readonly ChatModel[]> {
    const agents = new Set([this.env.YOU_COM_DEFAULT_AGENT, ...KNOWN_AGENTS]);
    return [...agents].map((id) => ({ id, ownedBy: ID }));
  }

  isMeantBy({ agentId, model }: ChatRequest): boolean {
    return agentId !== null || (model !== null && this.isAgent(model));
  }

  async complete(request: ChatRequest, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    const call = this.callFor(request);
    const text = answerIn(await jsonOf(NAME, await this.run(call, false, signal)));
    if (text === null) {
      throw unusable(NAME, 'answered without a text');
    }
    return new AgentAnswer(call).whole(text);
  }

  async stream(request: ChatRequest, signal: AbortSignal): Promise<AsyncIterable<Buffer>> {
    const call = this.callFor(request);
    const answer = await this.run(call, true, signal);
    if (answer.contentType !== EVENT_STREAM) {
      await jsonOf(NAME, answer);
      throw unusable(NAME, 'answered all at once, where a stream was asked for');
    }
    return translated(answer, new AgentAnswer(call), request.includeUsage);
  }

  private isAgent(name: string): boolean {
    return KNOWN_AGENTS.includes(name) || name === this.env.YOU_COM_DEFAULT_AGENT || AGENT_ID.test(name);
  }

  private callFor(request: ChatRequest): AgentCall {
    const named = request.model !== null && this.isAgent(request.model) ? request.model : null;
    const agent = request.agentId ?? named ?? this.env.YOU_COM_DEFAULT_AGENT;
    const degradations = leftOutOf(request, agent);
    const input = foldMessages(request.messages);
    if (input === '') {
      throw BridgeError.invalid('messages', "Invalid 'messages': there is no text in them.");
    }
    return { agent, input, degradations };
  }

  private run({ agent, input }: AgentCall, stream: boolean, signal: AbortSignal): Promise<StreamedResponse> {
    const { env, streams } = this.account.value;
    return streams.post(jsonBody({ agent, input, stream }), {
      path: 'agents/runs',
      signal,
      timeoutMs: env.YOU_COM_TIMEOUT_SECONDS * 1000,
      maxBytes: MOST_BYTES,
      headers: stream ? STREAM_HEADERS : {},
    });
  }
}

/** Translates an agent's events to OpenAI's. Everything besides the answer, such as search results, is dropped. */
async function* translated(
  { pieces }: StreamedResponse,
  answer: AgentAnswer,
  includeUsage: boolean,
): AsyncGenerator<Buffer, void, undefined> {
  yield answer.opening();
  for await (const event of wholeEvents(NAME, pieces)) {
    const data = dataOf(event);
    if (data === null) {
      continue;
    }
    const { type, response } = parseEvent(data);
    if (type === 'response.done') {
      yield* answer.closing(includeUsage);
      return;
    }
    if (type === 'response.output_text.delta' && isAnswer(response?.type) && response?.delta !== undefined) {
      yield answer.piece(response.delta);
    }
  }
  throw unusable(NAME, 'broke off in the middle of its answer');
}

function parseEvent(data: string): RunEvent {
  try {
    return RunEvent.parse(JSON.parse(data));
  } catch {
    throw unusable(NAME, 'answered with an event that nobody can read');
  }
}
