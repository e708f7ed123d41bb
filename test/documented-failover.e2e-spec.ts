import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Simulator, startRunware, startWaveSpeed } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const ROOT = join(import.meta.dirname, '..');
const PAGE = readFileSync(join(ROOT, 'docs/failover-demo.md'), 'utf8');

const Attempts = z.array(
  z.object({
    provider: z.string(),
    outcome: z.string(),
    cost: z.object({ usd: z.number() }).nullable(),
    error: z.string().nullable(),
  }),
);

const Answer = z.object({ fusionbridge: z.object({ attempts: Attempts }) });

/** The bridge over the shipped chain, whose first two vendors are simulated. */
describe('failover as docs/failover-demo.md shows it', () => {
  let wavespeed: Simulator;
  let runware: Simulator;
  let bridge: RunningBridge;

  beforeAll(async () => {
    [runware, wavespeed] = await Promise.all([startRunware(), startWaveSpeed()]);
    const shipped: unknown = JSON.parse(readFileSync(join(ROOT, 'config/models.json'), 'utf8'));
    bridge = await startBridge(z.record(z.string(), z.unknown()).parse(shipped), {
      WAVESPEED_API_KEY: 'simulated',
      WAVESPEED_BASE_URL: `${wavespeed.url}/api/v3`,
      RUNWARE_API_KEY: 'simulated',
      RUNWARE_ENDPOINT: `${runware.url}/v1`,
    });
  });

  afterAll(async () => {
    await bridge.close();
    await Promise.all([runware.close(), wavespeed.close()]);
  });

  async function foxAfter(fault: string): Promise<unknown> {
    await fetch(`${runware.url}/__simulator/fault`, { method: 'POST', body: JSON.stringify({ fault }) });
    const response = await fetch(`${bridge.url}/v1/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a fox' }),
    });
    return response.json();
  }

  beforeEach(async () => {
    await bridge.reset();
    runware.reset();
    wavespeed.reset();
  });

  function charges(): number[] {
    return [runware, wavespeed].map((vendor) => vendor.state().charges);
  }

  it('tells of the attempts what the example shows', async () => {
    const [, fault = ''] = /"fault":"(\w+)"/.exec(PAGE) ?? [];
    const [, shown = ''] = /```json\n(.*?)```/s.exec(PAGE) ?? [];
    const { fusionbridge } = Answer.parse(await foxAfter(fault));
    expect(fusionbridge.attempts).toEqual(Attempts.parse(JSON.parse(shown)));
    expect(charges()).toEqual([0, 1]);
  });

  it('brings the picture of an order whose answer was lost', async () => {
    expect(PAGE).toContain('- With `drop_after_accept`');
    const { fusionbridge } = Answer.parse(await foxAfter('drop_after_accept'));
    expect(fusionbridge.attempts).toMatchObject([{ provider: 'runware', outcome: 'delivered' }]);
    expect(charges()).toEqual([1, 0]);
  });

  it('buys no second picture where the first may have been charged', async () => {
    expect(PAGE).toContain('- With `job_lost`');
    expect(await foxAfter('job_lost')).toMatchObject({
      error: { message: expect.stringContaining('not bought again elsewhere') },
    });
    expect(charges()).toEqual([1, 0]);
  });
});
