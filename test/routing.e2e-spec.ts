import { type CloudAndLocal, startCloudAndLocal } from './cloud-and-local.js';

const HEADER = 'x-fusionbridge-route';

interface Answered {
  readonly status: number;
  readonly text: string;
}

describe('choosing a provider', () => {
  let both: CloudAndLocal;

  beforeAll(async () => {
    both = await startCloudAndLocal([{ id: 'local-first', routing: 'only:sd-webui' }]);
  });

  afterAll(() => both.close());

  beforeEach(() => both.reset());

  async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Answered> {
    const response = await fetch(`${both.bridge.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  }

  const painted = (): number[] => [both.cloud, both.local].map((vendor) => vendor.state().charges);

  describe.each([
    ['OpenAI', '/v1/images/generations', { prompt: 'a fox', size: '256x256' }, 400],
    ['A1111', '/sdapi/v1/txt2img', { prompt: 'a fox', width: 256, height: 256 }, 422],
    ['simple', '/api/ai/generate-image', { prompt: 'a fox', width: 256, height: 256 }, 400],
  ])('in the %s dialect', (_dialect, path, body, refusal) => {
    it('asks the chain where nobody says anything else', async () => {
      expect((await post(path, body)).status).toBe(200);
      expect(painted()).toEqual([1, 0]);
    });

    it('obeys the field of the body', async () => {
      expect((await post(path, { ...body, routing: 'only:sd-webui' })).status).toBe(200);
      expect(painted()).toEqual([0, 1]);
    });

    it('obeys the header, and the field before it', async () => {
      expect((await post(path, body, { [HEADER]: 'only:sd-webui' })).status).toBe(200);
      await post(path, { ...body, routing: 'ordered' }, { [HEADER]: 'only:sd-webui' });
      expect(painted()).toEqual([1, 1]);
    });

    it('refuses a policy that does not exist, and says which do', async () => {
      const { status, text } = await post(path, { ...body, routing: 'random' });
      expect(status).toBe(refusal);
      expect(text).toContain('ordered, adaptive, cheapest, fastest, only:<provider>');
      expect(painted()).toEqual([0, 0]);
    });
  });

  it('obeys the policy of the model', async () => {
    await post('/v1/images/generations', { model: 'local-first', prompt: 'a fox', size: '256x256' });
    expect(painted()).toEqual([0, 1]);
  });

  it('asks nobody else where one provider only is wanted', async () => {
    both.local.fault('server_error');
    const { status, text } = await post('/v1/images/generations', {
      prompt: 'a fox',
      routing: 'only:sd-webui',
    });
    expect(status).toBe(500);
    expect(text).toContain('sd-webui');
    expect(painted()).toEqual([0, 0]);
  });

  it('says so where the provider that is wanted cannot be had', async () => {
    const { status, text } = await post('/v1/images/generations', {
      prompt: 'a fox',
      routing: 'only:nobody',
    });
    expect(status).toBe(400);
    expect(text).toContain('the request wants nobody only');
  });

  it('lets a provider rest that refused its key, and shows it in plan and status', async () => {
    both.cloud.fault('unauthorized');
    await post('/v1/images/generations', { prompt: 'a fox', size: '256x256' });
    await post('/v1/images/generations', { prompt: 'a fox', size: '256x256' });
    expect([both.cloud.state().submissions, both.local.state().charges]).toEqual([1, 2]);

    const plan: unknown = JSON.parse((await post('/v1/images/plan', { prompt: 'a fox' })).text);
    expect(plan).toMatchObject({
      routing: 'ordered',
      candidates: [{ provider: 'sd-webui' }, { provider: 'cloud' }],
    });
    const status: unknown = await (await fetch(`${both.bridge.url}/status`)).json();
    expect(status).toMatchObject({
      providers: ['sd-webui', 'cloud'],
      provider_details: expect.arrayContaining([
        expect.objectContaining({
          id: 'cloud',
          models: [
            expect.objectContaining({
              model: 'painter',
              circuit: 'open',
              rest: { until: expect.any(String), because: expect.stringContaining('cloud refused the key') },
              in_flight: 0,
              last_error: expect.objectContaining({ kind: 'auth' }),
            }),
          ],
        }),
        expect.objectContaining({
          id: 'sd-webui',
          models: [
            expect.objectContaining({
              circuit: 'closed',
              success_rate: 1,
              p50_seconds: expect.any(Number),
              p95_seconds: expect.any(Number),
              last_error: null,
            }),
          ],
        }),
      ]),
    });
  });

  it('shows no model that was only planned with', async () => {
    await post('/v1/images/plan', { prompt: 'a fox' });
    const status: unknown = await (await fetch(`${both.bridge.url}/status`)).json();
    expect(status).toMatchObject({
      provider_details: expect.arrayContaining([
        expect.objectContaining({ id: 'cloud', models: [] }),
        expect.objectContaining({ id: 'sd-webui', models: [] }),
      ]),
    });
  });
});
