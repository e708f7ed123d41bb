/**
 * What is used of `@gradio/client` 2.7. Its own types name their files without endings, which is not found under
 * Node's rules for ES modules, so that everything of it would be `any`.
 */
declare module '@gradio/client' {
  export interface ClientOptions {
    readonly token?: string;
    /** Which events an order reports; the client keeps this object. */
    readonly events?: readonly ('status' | 'data' | 'log')[];
    readonly record_history?: boolean;
  }

  export interface StatusEvent {
    readonly type: 'status';
    readonly stage: 'pending' | 'error' | 'complete' | 'generating' | 'streaming';
    readonly title?: string | null;
    /** Findings where the app refused the values. */
    readonly message?: string | readonly object[] | null;
  }

  export interface DataEvent {
    readonly type: 'data';
    /** One value for each output that is no hidden state. */
    readonly data: readonly unknown[];
  }

  export interface LogEvent {
    readonly type: 'log';
    readonly log: string;
  }

  export type GradioEvent = StatusEvent | DataEvent | LogEvent;

  export interface Job extends AsyncIterableIterator<GradioEvent> {
    /** Ends the events; the order goes on. */
    return(): Promise<IteratorReturnResult<undefined>>;
    /** Sent without the token. */
    cancel(): Promise<void>;
  }

  export class Client {
    static connect(address: string, options?: ClientOptions): Promise<Client>;
    constructor(address: string, options?: ClientOptions);
    session_hash: string;
    /** Takes a message about an order, by the order's id; present while the order runs. */
    event_callbacks: Record<string, ((message: unknown) => Promise<void>) | undefined>;
    /** Called when an order was taken and nobody listens yet. */
    open_stream: () => Promise<void>;
    fetch(input: string | URL, init?: RequestInit): Promise<Response>;
    stream(url: URL): unknown;
    view_api(): Promise<{
      readonly named_endpoints: Readonly<Record<string, { readonly parameters: readonly object[] }>>;
    }>;
    predict(
      endpoint: string,
      parameters: Readonly<Record<string, unknown>>,
    ): Promise<{ readonly data: readonly unknown[] }>;
    /** @throws Error where a parameter is missing or not known */
    submit(endpoint: string, parameters: Readonly<Record<string, unknown>>): Job;
    close(): void;
  }
}
