import { BridgeError } from '@fusionbridge/core';
import { Database, JobRepository } from '@fusionbridge/persistence';
import { z } from 'zod';
import { type Simulator, startRunware, startWaveSpeed } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = {
  default: 'ours',
  models: [
    { id: 'ours', chain: [{ provider: 'runware' }] },
    { id: 'theirs', chain: [{ provider: 'wavespeed' }] },
  ],
};

/** More writes than three calls make. */
const MOMENTS = 30;

const Answer = z.object({ data: z.array(z.object({ url: z.string() })) });

/** Runware takes an id that is ours, WaveSpeed gives one of its own. */
describe.each(['ours', 'theirs'])(
  'A database that refuses from the n-th write on, with ids that are %s',
  (model) => {
    let vendor: Simulator;
    let bridge: RunningBridge;
    let database: Database;
    let writesLeft = Number.POSITIVE_INFINITY;

    beforeAll(async () => {
      vendor = await (model === 'ours' ? startRunware() : startWaveSpeed());
      bridge = await startBridge(MODELS, {
        RUNWARE_API_KEY: 'simulated-key',
        RUNWARE_ENDPOINT: `${vendor.url}/v1`,
        WAVESPEED_API_KEY: 'simulated-key',
        WAVESPEED_BASE_URL: `${vendor.url}/api/v3`,
      });
      database = bridge.app.get(Database, { strict: false });
      const write = database.write.bind(database);
      const transaction = database.transaction.bind(database);
      const refused = (): boolean => (writesLeft -= 1) < 0;
      jest.spyOn(database, 'write').mockImplementation((work) => (refused() ? refuse() : write(work)));
      jest
        .spyOn(database, 'transaction')
        .mockImplementation((work) => (refused() ? refuse() : transaction(work)));
    });

    afterAll(async () => {
      await bridge.close();
      await vendor.close();
    });

    function ask(prompt: string): Promise<Response> {
      return fetch(`${bridge.url}/v1/images/generations`, {
        method: 'POST',
        headers: { 'idempotency-key': prompt },
        body: JSON.stringify({ prompt, model, size: '256x256', response_format: 'url' }),
      });
    }

    it('buys what it hands out and nothing else, and remembers it', async () => {
      for (let moment = 0; moment < MOMENTS; moment += 1) {
        vendor.reset();
        writesLeft = moment;
        const prompts = ['a fox', 'a hare', 'an owl'].map((one) => `${one} ${moment}`);
        const answers = await Promise.all(prompts.map(ask));
        const painted = answers.filter(({ ok }) => ok);
        const statuses = answers.map(({ status }) => status);

        expect({ moment, statuses: statuses.filter((status) => status !== 200 && status !== 503) }).toEqual({
          moment,
          statuses: [],
        });
        expect({ moment, charges: vendor.state().charges }).toEqual({ moment, charges: painted.length });

        // Also while it is not written down yet.
        for (const answer of painted) {
          const [picture] = Answer.parse(await answer.json()).data;
          expect((await fetch(picture?.url ?? '')).status).toBe(200);
        }
        writesLeft = Number.POSITIVE_INFINITY;
        const again = await Promise.all(prompts.map(ask));
        expect(again.map(({ status }) => status)).toEqual([200, 200, 200]);
        expect({ moment, charges: vendor.state().charges }).toEqual({ moment, charges: 3 });
      }
      await expect(unfinished()).resolves.toBe(0);
    }, 120_000);

    /** Looked at until what could not be written has been. */
    async function unfinished(): Promise<number> {
      const jobs = bridge.app.get(JobRepository, { strict: false });
      while ((await jobs.unfinished()).length > 0) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return 0;
    }
  },
);

function refuse(): Promise<never> {
  return Promise.reject(
    new BridgeError({ kind: 'unavailable', message: 'The database is away.', retryAfterMs: 5000 }),
  );
}
