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
import { detail, INVALID, VOICES } from './voices.js';

/** An id as You.com gives to agents that people make. */
export const OWN_AGENT = '63773261-b4de-4d8f-9dfd-cff206a5cb51';
const AGENTS: readonly unknown[] = ['express', 'advanced', OWN_AGENT];
const WORDS = 12;

export interface YouComOptions extends SimulatorOptions {
  /** The one key it accepts; without, any. */
  readonly apiKey?: string;
  /** What its agents say; the last words of the question unless given. */
  readonly reply?: (input: string) => string;
  /** Where a whole answer has its text; as it is today unless given. */
  readonly shape?: 'output' | 'answer' | 'text';
}

/** Starts You.com's agents below `/v1`. */
export async function startYouCom(options: YouComOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk) => new YouCom(desk, options));
}

class YouCom implements Vendor {
  readonly voices = VOICES;

  constructor(
    private readonly desk: Desk,
    private readonly options: YouComOptions,
  ) {}

  async handle(exchange: Exchange): Promise<void> {
    const { method, headers } = exchange.request;
    const [, key] = /^Bearer (.+)$/.exec(headers['authorization'] ?? '') ?? [];
    if (`${method} ${exchange.url.pathname}` !== 'POST /v1/agents/runs') {
      exchange.reply(detail(404, 'Not Found'));
    } else if (key === undefined) {
      exchange.reply(detail(401, 'API key is required'));
    } else if (this.options.apiKey !== undefined && key !== this.options.apiKey) {
      exchange.reply(detail(401, `Invalid or expired API key: ${key}`));
    } else {
      await converse(this.desk, exchange, VOICES, () => this.run(exchange));
    }
  }

  private run(exchange: Exchange): Spoken | Reply {
    const { agent, input, stream } = exchange.fields();
    if (typeof agent !== 'string' || typeof input !== 'string' || typeof stream !== 'boolean') {
      return INVALID;
    }
    if (!AGENTS.includes(agent)) {
      return detail(404, 'agent_not_found');
    }
    const text = (this.options.reply ?? lastWords)(input);
    return stream ? { events: eventsOf(text) } : { whole: this.whole(agent, input, text) };
  }

  private whole(agent: string, input: string, text: string): unknown {
    switch (this.options.shape ?? 'output') {
      case 'answer':
        return { answer: text };
      case 'text':
        return { text };
      case 'output':
        return {
          agent,
          input: [{ role: 'user', content: input }],
          output: [
            { type: 'web_search.results', content: [] },
            { type: 'message.answer', text, agent },
          ],
        };
    }
  }
}

/** A word at a time, with what else an agent tells around it. */
function eventsOf(text: string): string[] {
  const words = text.split(/(?<=\s)/).map((delta) => ({
    type: 'response.output_text.delta',
    response: { output_index: 1, type: 'message.answer', delta },
  }));
  const events = [
    { type: 'response.created' },
    { type: 'response.starting' },
    { type: 'response.output_item.added', response: { output_index: 0, type: 'web_search.results' } },
    { type: 'response.output_item.done', response: { output_index: 0, type: 'web_search.results' } },
    ...words,
    { type: 'response.output_item.done', response: { output_index: 1, type: 'message.answer' } },
    { type: 'response.done', response: { run_time_ms: '2210', finished: true } },
  ];
  return events.map(
    (event, seq_id) =>
      `id: ${seq_id}\nevent: ${event.type}\ndata: ${JSON.stringify({ seq_id, ...event })}\n\n`,
  );
}

function lastWords(input: string): string {
  return input.split(/\s+/).slice(-WORDS).join(' ');
}
