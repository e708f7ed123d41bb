import { failureOf, testSettings, Witness } from '@fusionbridge/testing';
import { VendorHttp } from '@fusionbridge/http';
import { KnownLoras } from './known-loras.js';
import { RunningTask } from './running-task.js';
import { TaskWatch } from './task-watch.js';

const NOBODY_THERE = new VendorHttp(testSettings({ default: 'main', models: [{ id: 'main' }] })).client({
  id: 'sd-webui',
  baseUrl: 'http://127.0.0.1:1',
  authorization: null,
  addressSetting: 'SD_API_URL',
  keySetting: null,
  readFailure: () => ({}),
});

describe('a server that is not there', () => {
  it('is found out before the order is sent', async () => {
    const watch = new TaskWatch(NOBODY_THERE, new RunningTask(), 'ours', new Witness());
    expect(await failureOf(watch.begin())).toMatchObject({ kind: 'unavailable', outcome: 'not_sent' });
  });

  it('is found out when its LoRAs are asked for', async () => {
    const loras = new KnownLoras(NOBODY_THERE);
    const names = loras.namesFor([{ name: 'winter', weight: 1 }], new Witness().signal);
    expect(await failureOf(names)).toMatchObject({ kind: 'unavailable', outcome: 'not_sent' });
  });

  it('cannot be interrupted, which is no error', async () => {
    const witness = new Witness();
    await new TaskWatch(NOBODY_THERE, new RunningTask(), 'ours', witness).interrupt();
    expect(witness.lines).toEqual([expect.stringContaining('could not interrupt ours')]);
  });
});
