import { CurrentSettings, SettingsError } from '@fusionbridge/settings';
import { type Simulator, startFal, startTogether } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const OLD = 'old-id:old-secret';
const NEW = 'new-id:new-secret';

describe('settings that are replaced while the bridge runs', () => {
  let fal: Simulator;
  let together: Simulator;
  let bridge: RunningBridge;
  let settings: CurrentSettings;

  beforeEach(async () => {
    [fal, together] = await Promise.all([startFal(), startTogether({ apiKey: NEW })]);
    const models = ['fal', 'together'].map((provider) => ({ id: provider, chain: [{ provider }] }));
    bridge = await startBridge(
      { default: 'fal', models },
      {
        FAL_API_KEY: OLD,
        FAL_QUEUE_URL: fal.url,
        TOGETHER_API_KEY: OLD,
        TOGETHER_BASE_URL: `${together.url}/v1`,
      },
    );
    settings = bridge.app.get(CurrentSettings);
  });

  afterEach(async () => {
    await bridge.close();
    await Promise.all([fal.close(), together.close()]);
  });

  async function paint(model: string): Promise<number> {
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model, prompt: 'a fox', size: '256x256' }),
    });
    await response.arrayBuffer();
    return response.status;
  }

  /** Downloads of images carry none. */
  function keysAtFal(from = 0): string[] {
    const keys = fal.requests.slice(from).flatMap(({ headers }) => headers['authorization'] ?? []);
    return [...new Set(keys)];
  }

  it('let a running job finish with the key that it began with, and the next one use the new key', async () => {
    fal.fault('slow');
    const running = paint('fal');
    await fal.working(1);
    const before = fal.requests.length;

    expect(settings.replace({ FAL_API_KEY: NEW })).toEqual([]);
    fal.release();
    expect(await running).toBe(200);
    expect(fal.requests.length).toBeGreaterThan(before);
    expect(keysAtFal()).toEqual([`Key ${OLD}`]);

    const ended = fal.requests.length;
    expect(await paint('fal')).toBe(200);
    expect(keysAtFal(ended)).toEqual([`Key ${NEW}`]);
  });

  it('end the cooldown of a provider whose key was wrong', async () => {
    expect(await paint('together')).not.toBe(200);
    settings.replace({ TOGETHER_API_KEY: NEW });
    expect(await paint('together')).toBe(200);
  });

  it('enable a provider, and disable it again', async () => {
    settings.replace({ FAL_API_KEY: undefined });
    expect(await paint('fal')).not.toBe(200);
    settings.replace({ FAL_API_KEY: NEW });
    expect(await paint('fal')).toBe(200);
  });

  it('stay as they are if one of the new values is wrong, and say which', async () => {
    const changes = { FAL_API_KEY: NEW, FAL_TIMEOUT_SECONDS: 'soon', CIRCUIT_FAILURES: '-1' };
    const message = refusalOf(() => settings.replace(changes));
    expect(message).toContain('FAL_TIMEOUT_SECONDS: found "soon"; allowed: seconds, a whole number from 1');
    expect(message).toContain('CIRCUIT_FAILURES: found -1');
    expect(message).not.toContain('new-secret');

    expect(await paint('fal')).toBe(200);
    expect(keysAtFal()).toEqual([`Key ${OLD}`]);
  });

  it('stay as they are if they are wrong together: a key without the address that it is for', async () => {
    const message = refusalOf(() => settings.replace({ FAL_API_KEY: NEW, LLM_API_KEY: 'sk-of-nobody' }));
    expect(message).toContain('LLM_BASE_URL');

    expect(await paint('fal')).toBe(200);
    expect(keysAtFal()).toEqual([`Key ${OLD}`]);
  });

  it('name what takes effect after a restart, and keep it until then', () => {
    expect(settings.replace({ DATA_PATH: '/elsewhere', ROUTING: 'cheapest' })).toEqual(['DATA_PATH']);
    expect(settings.replace({ ROUTING: 'fastest' })).toEqual([]);
  });

  it('are blanked out of texts, the former ones too', () => {
    settings.replace({ FAL_API_KEY: NEW });
    expect(settings.redact(`${OLD} ${NEW}`)).toBe('*** ***');
  });
});

function refusalOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof SettingsError) {
      return error.message;
    }
    throw error;
  }
  throw new Error('nothing was refused');
}
