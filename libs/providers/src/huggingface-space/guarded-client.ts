import { Client, type ClientOptions } from '@gradio/client';
import type { SpaceDescription } from './space-api.js';

/** What the client needs from outside for one order. */
export interface Door {
  /** Where the client thinks the app is; nothing is ever sent there by itself. */
  readonly base: string;
  /** The function to call, without its slash. */
  readonly endpoint: string;
  readonly description: SpaceDescription;
  /** Sends the order. @returns its event id */
  order(body: string): Promise<string>;
  /** Begins to feed what happens to the order, and returns at once. */
  listen(): void;
}

interface GuardedOptions extends ClientOptions {
  readonly door: Door;
}

/**
 * `@gradio/client` with no way out of its own. It has no deadlines, cannot be stopped, loses status codes, follows the
 * `root` an app names with the token, and leaves promises open. So it is given what it asks for: the description that
 * was fetched and checked before, cut down to the one function that is called; the one order, sent by us; and the
 * messages one by one. It keeps its own trade: parameters to places, hidden states, and messages to events. It never
 * sees the token. One client serves one order, so that no order can end another's stream.
 */
export class GuardedClient extends Client {
  private readonly door: Door;

  constructor(address: string, options: GuardedOptions) {
    super(address, options);
    this.door = options.door;
    this.open_stream = async () => options.door.listen();
  }

  static async open(door: Door): Promise<Client> {
    const options: GuardedOptions = { door, events: ['status', 'data'], record_history: false };
    return GuardedClient.connect(door.base, options);
  }

  override async fetch(input: string | URL, init?: RequestInit): Promise<Response> {
    const { pathname } = new URL(input);
    if (pathname.endsWith('/queue/join') && typeof init?.body === 'string') {
      return Response.json({ event_id: await this.door.order(init.body) });
    }
    if (pathname.endsWith('/config')) {
      return Response.json(configFor(this.door));
    }
    if (pathname.endsWith('/info')) {
      return Response.json(infoFor(this.door));
    }
    throw new Error(`the client may not ask for ${pathname}`);
  }

  override stream(url: URL): never {
    throw new Error(`the client may not listen to ${url.pathname}`);
  }
}

/** Without heartbeat, hub and sign-in: nothing that would make the client ask for more. */
function configFor({ base, endpoint, description: { config, prefix } }: Door): unknown {
  const dependencies = config.dependencies.flatMap(({ inputs, outputs, ...one }, index) =>
    one.api_name === endpoint
      ? [
          {
            id: one.id ?? index,
            inputs,
            outputs,
            api_name: endpoint,
            api_visibility: 'undocumented',
            queue: true,
            connection: 'sse',
            targets: [],
            cancels: [],
            types: { generator: false, cancel: false },
          },
        ]
      : [],
  );
  const used = new Set(dependencies.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]));
  const components = config.components.filter(({ id }) => used.has(id)).map((one) => ({ ...one, props: {} }));
  return {
    version: config.version,
    protocol: config.protocol,
    root: base,
    api_prefix: prefix,
    enable_queue: true,
    connect_heartbeat: false,
    is_space: false,
    space_id: null,
    components,
    dependencies,
  };
}

function infoFor({ endpoint, description: { info } }: Door): unknown {
  const { parameters = [] } = info.named_endpoints[`/${endpoint}`] ?? {};
  return {
    named_endpoints: {
      [`/${endpoint}`]: {
        parameters: parameters.map((one) => ({ ...one, label: one.parameter_name, type: {} })),
        returns: [],
      },
    },
    unnamed_endpoints: {},
  };
}
