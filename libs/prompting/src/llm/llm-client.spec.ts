import { CurrentSettings } from '@fusionbridge/settings';
import { modelsWithChain, printed, testSettings } from '@fusionbridge/testing';
import { type ChatOptions, type Fault, type Simulator, startChat } from '@fusionbridge/simulators';
import { ServiceError, type ServiceErrorKind } from '../service/service-error.js';
import { VendorHttp } from '@fusionbridge/http';
import { ServiceClient } from '../service/service-client.js';
import type { ChatMessage } from './chat.js';
import { LlmClient } from './llm-client.js';
import { LlmEndpoints } from './llm-endpoints.js';

const KEY = 'sk-the-secret-key';
const HELLO: readonly ChatMessage[] = [{ role: 'user', content: 'hello' }];

function clientWith(env: Record<string, string>): LlmClient {
  const settings = testSettings(modelsWithChain('other'), env);
  return new LlmClient(
    new LlmEndpoints(new CurrentSettings(settings)),
    new ServiceClient(new VendorHttp(settings)),
  );
}

describe(LlmClient, () => {
  const services: Simulator[] = [];

  afterEach(async () => {
    await Promise.all(services.splice(0).map((one) => one.close()));
  });

  async function open(options: ChatOptions = {}): Promise<Simulator> {
    const service = await startChat({ apiKey: KEY, ...options });
    services.push(service);
    return service;
  }

  function clientOf(service: Simulator, env: Record<string, string> = {}): LlmClient {
    return clientWith({ LLM_BASE_URL: service.url, LLM_MODEL: 'painter', LLM_API_KEY: KEY, ...env });
  }

  const ask = (client: LlmClient, signal = new AbortController().signal): Promise<string> =>
    client.complete('summarize', HELLO, { signal, maxTokens: 50 });

  async function errorOf(work: Promise<unknown>): Promise<ServiceError> {
    const error: unknown = await work.then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error instanceof ServiceError) {
      return error;
    }
    throw new Error(`expected a ServiceError, got ${String(error)}`);
  }

  it('asks with the model, the temperature and the key of the role', async () => {
    const service = await open({ reply: () => 'a summary' });
    expect(await ask(clientOf(service))).toBe('a summary');
    const [request] = service.requests;
    expect(request?.path).toBe('/v1/chat/completions');
    expect(request?.headers['authorization']).toBe(`Bearer ${KEY}`);
    expect(JSON.parse(request?.body.toString() ?? '')).toEqual({
      model: 'painter',
      messages: HELLO,
      max_tokens: 50,
      stream: false,
      temperature: 0.2,
    });
  });

  it('asks for JSON, and shows pictures', async () => {
    const service = await open({ reply: () => '{"a":1}' });
    const messages: ChatMessage[] = [
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] },
    ];
    const { signal } = new AbortController();
    const client = clientOf(service);
    expect(await client.complete('vision', messages, { signal, json: true, maxTokens: 9 })).toBe('{"a":1}');
    expect(JSON.parse(service.requests[0]?.body.toString() ?? '')).toMatchObject({
      messages,
      response_format: { type: 'json_object' },
    });
  });

  it('asks again without what the model refuses, and remembers it', async () => {
    const service = await open({ refuses: ['max_tokens', 'temperature'], reply: () => 'fine' });
    const client = clientOf(service);
    expect(await ask(client)).toBe('fine');
    expect(service.requests).toHaveLength(3);
    expect(await ask(client)).toBe('fine');
    expect(service.requests).toHaveLength(4);
    expect(JSON.parse(service.requests[3]?.body.toString() ?? '')).toEqual({
      model: 'painter',
      messages: HELLO,
      max_completion_tokens: 50,
      stream: false,
    });
  });

  it('leaves out what a model thinks aloud', async () => {
    const service = await open({ reply: () => '<think>Let me see…\n\nhm</think>\n\na door' });
    expect(await ask(clientOf(service))).toBe('a door');
  });

  it.each<[Fault, ServiceErrorKind]>([
    ['unauthorized', 'auth'],
    ['out_of_credit', 'out_of_credit'],
    ['rate_limited', 'rate_limited'],
    ['invalid_request', 'refused'],
    ['server_error', 'unavailable'],
    ['loading', 'unavailable'],
    ['bad_gateway', 'unavailable'],
    ['redirect', 'bad_answer'],
    ['drop_after_accept', 'unavailable'],
    ['break_off', 'bad_answer'],
    ['wrong_json', 'bad_answer'],
    ['other_json', 'bad_answer'],
  ])('tells %s as %s, and never the key', async (fault, kind) => {
    const service = await open();
    service.fault(fault);
    const error = await errorOf(ask(clientOf(service)));
    expect(error.kind).toBe(kind);
    expect(error.message).toContain('127.0.0.1');
    expect(printed(error)).not.toContain(KEY);
  });

  it('never tells the key that the service repeats', async () => {
    const service = await open({ apiKey: 'another-key' });
    const error = await errorOf(ask(clientOf(service)));
    expect(error.message).toBe(
      `the language model at ${service.url} refused the key (401): check LLM_API_KEY`,
    );
  });

  it('waits no longer than it may, and stops when it is told to', async () => {
    const service = await open();
    service.fault('hang_before_accept');
    const late = await errorOf(ask(clientOf(service, { LLM_SUMMARIZE_TIMEOUT_SECONDS: '0.05' })));
    expect(late).toMatchObject({ kind: 'timeout', message: expect.stringContaining('within 0.05 s') });
    expect((await errorOf(ask(clientOf(service), AbortSignal.abort()))).kind).toBe('cancelled');
  });

  it('does not follow a redirect, and does not retry', async () => {
    const service = await open();
    service.fault('redirect');
    const error = await errorOf(ask(clientOf(service)));
    expect(error.message).toContain('redirect, which is not followed');
    expect(service.requests).toHaveLength(1);
  });

  it('sends the key of one origin to no other', async () => {
    const other = await open();
    const client = clientWith({
      LLM_BASE_URL: 'http://127.0.0.1:9',
      LLM_MODEL: 'painter',
      LLM_API_KEY: KEY,
      LLM_SUMMARIZE_BASE_URL: other.url,
      LLM_SUMMARIZE_MODEL: 'painter',
    });
    expect((await errorOf(ask(client))).message).toContain('check LLM_SUMMARIZE_API_KEY');
    expect(other.requests.map(({ headers }) => headers['authorization'])).toEqual([undefined]);
  });

  it('uses no proxy of the environment', async () => {
    const service = await open({ reply: () => 'direct' });
    const before = process.env['HTTP_PROXY'];
    process.env['HTTP_PROXY'] = 'http://127.0.0.1:9';
    try {
      expect(await ask(clientOf(service))).toBe('direct');
    } finally {
      if (before === undefined) {
        delete process.env['HTTP_PROXY'];
      } else {
        process.env['HTTP_PROXY'] = before;
      }
    }
  });

  it('gives up after a field that cannot be left out was rejected', async () => {
    const service = await open({ refuses: ['messages'] });
    expect(await errorOf(ask(clientOf(service)))).toMatchObject({ kind: 'refused', field: 'messages' });
    expect(service.requests).toHaveLength(1);
  });

  it('reads no more than a megabyte', async () => {
    const service = await open({ reply: () => 'x'.repeat(1_100_000) });
    expect((await errorOf(ask(clientOf(service)))).kind).toBe('bad_answer');
  });

  it.each(['', '   ', '<think>for ever'])('takes %p for no answer', async (text) => {
    const service = await open({ reply: () => text });
    expect((await errorOf(ask(clientOf(service)))).kind).toBe('bad_answer');
  });

  it('says what to set where nothing is set up, and who cannot be reached', async () => {
    expect(await errorOf(ask(clientWith({})))).toMatchObject({
      kind: 'not_configured',
      message: expect.stringContaining('LLM_BASE_URL'),
    });
    const gone = await open();
    const client = clientOf(gone);
    await Promise.all(services.splice(0).map((one) => one.close()));
    expect(await errorOf(ask(client))).toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining(
        'cannot be reached (connection refused): is it running, and is LLM_BASE_URL right?',
      ),
    });
  });
});
