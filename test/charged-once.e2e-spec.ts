import {
  type Fault,
  type Simulator,
  startFal,
  startGemini,
  startOpenAiCompatible,
  startTogether,
} from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = {
  default: 'openai-only',
  models: ['openai', 'fal', 'together', 'gemini'].map((provider) => ({
    id: `${provider}-only`,
    chain: [{ provider, model: '' }],
  })),
};

const CALLS = [
  ['/v1/images/generations', { prompt: 'a fox', size: '1024x1024' }],
  ['/sdapi/v1/txt2img', { prompt: 'a fox', width: 1024, height: 1024 }],
  ['/api/ai/generate-image', { prompt: 'a fox', width: 1024, height: 1024 }],
] as const;

/** What AI SDK, LiteLLM and most others do by themselves: every 408, 409, 429 and 5xx is sent again, twice. */
async function insistently(send: () => Promise<Response>): Promise<Response> {
  let response = await send();
  for (
    let again = 0;
    again < 2 && (response.status >= 500 || [408, 409, 429].includes(response.status));
    again += 1
  ) {
    await response.arrayBuffer();
    response = await send();
  }
  return response;
}

describe('a client that repeats by itself buys once', () => {
  let vendors: Record<string, Simulator>;
  let bridge: RunningBridge;

  beforeAll(async () => {
    const [openai, fal, together, gemini] = await Promise.all([
      startOpenAiCompatible({ flavour: 'openai' }),
      startFal(),
      startTogether(),
      startGemini(),
    ]);
    vendors = { openai, fal, together, gemini };
    bridge = await startBridge(MODELS, {
      OPENAI_API_KEY: 'sk-simulated-key',
      OPENAI_BASE_URL: `${openai.url}/v1`,
      FAL_API_KEY: 'simulated-fal',
      FAL_QUEUE_URL: fal.url,
      TOGETHER_API_KEY: 'simulated-together',
      TOGETHER_BASE_URL: `${together.url}/v1`,
      GEMINI_API_KEY: 'simulated-gemini',
      GEMINI_BASE_URL: gemini.url,
      TOTAL_DEADLINE_SECONDS: '60',
    });
  });

  afterAll(async () => {
    await bridge.close();
    await Promise.all(Object.values(vendors).map((one) => one.close()));
  });

  beforeEach(async () => {
    Object.values(vendors).forEach((one) => one.reset());
    await fetch(`${bridge.url}/reset`, { method: 'POST' });
  });

  function send(path: string, body: object): Promise<Response> {
    return fetch(`${bridge.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  it.each<[Fault, string, 'yes' | 'unknown']>([
    ['drop_after_accept', 'openai', 'unknown'],
    ['break_off', 'openai', 'unknown'],
    ['server_error', 'openai', 'unknown'],
    ['html_picture', 'openai', 'yes'],
    ['truncated_picture', 'openai', 'yes'],
    ['server_error', 'together', 'unknown'],
    ['drop_after_accept', 'gemini', 'unknown'],
    ['html_picture', 'gemini', 'yes'],
  ])('after %s of %s, whatever the dialect', async (fault, provider, billed) => {
    const vendor = vendors[provider];
    for (const [path, body] of CALLS) {
      vendor?.reset();
      vendor?.fault(fault, 9);
      const isDefault = provider === 'openai';
      const named = path.startsWith('/v1') ? { model: `${provider}-only` } : {};
      if (!isDefault && !path.startsWith('/v1')) {
        continue;
      }
      const response = await insistently(() => send(path, { ...body, ...named }));
      const text = await response.text();
      expect([path, response.status, response.headers.get('x-should-retry')]).toEqual([path, 424, 'false']);
      expect(text).toMatch(
        billed === 'yes'
          ? new RegExp(`${provider} has charged \\$0\\.\\d+ for it`)
          : /may have charged for it/,
      );
      expect(text).toContain(`"billed":"${billed}"`);
      expect(text).toContain('"retryable":false');
      expect(text).not.toContain('..');
      expect(vendor?.state().submissions).toBe(1);
      expect(response.headers.get('x-fusionbridge-attempts')).toBe('1');
    }
  });

  it('after a refused key, which only the operator can mend', async () => {
    vendors['openai']?.fault('unauthorized', 9);
    for (const [path, body] of CALLS) {
      const response = await insistently(() => send(path, body));
      expect([path, response.status]).toEqual([path, 424]);
      expect(await response.text()).toContain('OPENAI_API_KEY');
    }
    const status = await (await fetch(`${bridge.url}/status`)).text();
    expect(status).toContain('"setting":"OPENAI_API_KEY"');
  });

  it("is told a vendor's Retry-After in every dialect, and not sent there before it is over", async () => {
    for (const [path, body] of CALLS) {
      await fetch(`${bridge.url}/reset`, { method: 'POST' });
      vendors['openai']?.reset();
      vendors['openai']?.fault('rate_limited');
      const response = await send(path, body);
      expect([path, response.status, response.headers.get('retry-after')]).toEqual([path, 429, '7']);
      const id = response.headers.get('x-fusionbridge-job');
      const job = await (await fetch(`${bridge.url}/v1/jobs/${id}`)).text();
      expect(job).toContain('"retry_after":7');
    }
    // Until the pause is over nobody is asked: the next call waits for it inside, and gets its picture.
    const submissions = vendors['openai']?.state().submissions ?? 0;
    const waited = await send('/v1/images/generations', CALLS[0][1]);
    expect([waited.status, vendors['openai']?.state().submissions]).toEqual([200, submissions + 1]);
    expect(waited.headers.get('x-fusionbridge-cost')).toBe(waited.headers.get('x-litellm-response-cost'));
    expect(waited.headers.get('server-timing')).toMatch(/^bridge;dur=\d+, vendor;dur=\d+$/);
  });
});
