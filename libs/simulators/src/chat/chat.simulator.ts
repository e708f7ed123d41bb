import {
  converse,
  type Desk,
  type Exchange,
  type Reply,
  type Simulator,
  type SimulatorOptions,
  type Spoken,
  startSimulator,
  type Vendor,
} from '../kit/index.js';
import { firstWords, messagesIn, type Said, spokenTo } from './completion.js';
import { moderation } from './moderation.js';
import { complaint, VOICES } from './voices.js';

const MODEL = 'simulated-chat';

export interface ChatOptions extends SimulatorOptions {
  /** The one key it accepts; without, any and none. */
  readonly apiKey?: string;
  /** What it answers; the first words of the last message unless given. */
  readonly reply?: (messages: readonly Said[]) => string;
  /** Fields it refuses, as OpenAI's newer models do. */
  readonly refuses?: readonly string[];
}

/** Starts a language service below `/v1`: chat completions, streamed too, and moderations. */
export async function startChat(options: ChatOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk) => new Chat(desk, options));
}

class Chat implements Vendor {
  readonly voices = VOICES;

  constructor(
    private readonly desk: Desk,
    private readonly options: ChatOptions,
  ) {}

  async handle(exchange: Exchange): Promise<void> {
    const { method, headers } = exchange.request;
    const { apiKey } = this.options;
    if (apiKey !== undefined && headers['authorization'] !== `Bearer ${apiKey}`) {
      exchange.reply(complaint(401, `Incorrect API key provided: ${headers['authorization'] ?? ''}`));
      return;
    }
    switch (`${method} ${exchange.url.pathname}`) {
      case 'GET /v1/models':
        exchange.reply({ status: 200, body: { object: 'list', data: [{ id: MODEL, object: 'model' }] } });
        return;
      case 'POST /v1/chat/completions':
        return converse(this.desk, exchange, VOICES, () => this.chat(exchange));
      case 'POST /v1/moderations':
        return converse(this.desk, exchange, VOICES, () => moderated(exchange));
      default:
        exchange.reply(complaint(404, 'Not Found'));
    }
  }

  private chat(exchange: Exchange): Spoken | Reply {
    const fields = exchange.fields();
    const refused = this.options.refuses?.find((name) => fields[name] !== undefined);
    if (refused !== undefined) {
      return complaint(400, `Unsupported parameter: '${refused}'.`, refused);
    }
    const messages = messagesIn(fields);
    if (messages === null) {
      return complaint(400, 'messages must not be empty', 'messages');
    }
    const model = typeof fields['model'] === 'string' ? fields['model'] : MODEL;
    const text = (this.options.reply ?? firstWords)(messages);
    return spokenTo(fields, model, text);
  }
}

function moderated(exchange: Exchange): Spoken | Reply {
  const { input, model } = exchange.fields();
  return input === undefined
    ? complaint(400, 'input is required', 'input')
    : { whole: moderation(typeof model === 'string' ? model : 'simulated-moderation', input) };
}
