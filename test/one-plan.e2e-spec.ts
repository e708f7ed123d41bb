import { ProviderRegistry } from '@fusionbridge/providers';
import { LoraMatcher } from '../libs/loras/src/matching/lora-matcher.js';
import { Candidates } from '../libs/planning/src/candidates.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

/** Every kind of provider; only the last two are configured. */
const CHAIN = [
  'runware',
  'fal',
  'wavespeed',
  'together',
  'openai',
  'replicate',
  'bfl',
  'stability',
  'pixeldojo',
  'huggingface',
  'openai-compatible',
  'comfyui',
  'sandbox',
  'sd-webui',
];

const SEEDED = { prompt: 'a lighthouse', seed: 7, width: 64, height: 64, steps: 1 };
/** Long enough to be shortened. */
const PROSE = 'The old lighthouse stood over the grey sea while the storm was coming closer. '.repeat(12);

describe('the plan of a request', () => {
  let bridge: RunningBridge;

  beforeAll(async () => {
    const chain = CHAIN.map((provider) => ({ provider, model: '' }));
    bridge = await startBridge(
      { default: 'main', models: [{ id: 'main', family: 'other', chain }] },
      { SD_ENABLED: 'true', SD_API_URL: 'http://127.0.0.1:1' },
    );
  });

  afterAll(async () => {
    await bridge.close();
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** How often each step of planning is done for one request. */
  async function countsFor(body: object): Promise<object> {
    const judge = jest.spyOn(Candidates.prototype, 'judge');
    const match = jest.spyOn(LoraMatcher.prototype, 'match');
    const translations = bridge.app
      .get(ProviderRegistry)
      .all()
      .map((provider) => [provider.id, jest.spyOn(provider, 'translate')] as const);
    const response = await fetch(`${bridge.url}/sdapi/v1/txt2img`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    const translated = translations
      .map(([id, { mock }]) => [id, mock.calls.length] as const)
      .filter(([, calls]) => calls > 0);
    return {
      judged: judge.mock.calls.length,
      matched: match.mock.calls.length,
      translated: Object.fromEntries(translated),
    };
  }

  it('is made once, and each call is translated once, also with a seed that is looked for in the cache', async () => {
    expect(await countsFor(SEEDED)).toEqual({
      judged: CHAIN.length,
      matched: 1,
      translated: { sandbox: 1, 'sd-webui': 1 },
    });
  });

  it('is made once without a seed', async () => {
    expect(await countsFor({ ...SEEDED, seed: -1 })).toEqual({
      judged: CHAIN.length,
      matched: 1,
      translated: { sandbox: 1, 'sd-webui': 1 },
    });
  });

  it('is only worded anew when prose was shortened', async () => {
    expect(await countsFor({ ...SEEDED, prompt: PROSE })).toEqual({
      judged: CHAIN.length,
      matched: 1,
      translated: { sandbox: 2, 'sd-webui': 2 },
    });
  });
});
