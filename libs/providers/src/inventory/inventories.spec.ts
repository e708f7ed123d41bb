import type { ImageProvider } from '@fusionbridge/core';
import { FakeProvider } from '@fusionbridge/testing';
import { ProviderRegistry } from '../provider-registry.js';
import { Inventories } from './inventories.js';

/** A provider whose inventory is told, or refused, when the test says so. */
function telling(): { provider: ImageProvider; readings: { tell(): void; refuse(): void }[] } {
  const readings: { tell(): void; refuse(): void }[] = [];
  const inventory = async (): Promise<void> =>
    new Promise((resolve, reject) => {
      readings.push({ tell: resolve, refuse: () => reject(new Error('mute')) });
    });
  const provider = new FakeProvider('local', async () => {
    throw new Error('is not asked for pictures');
  });
  return { provider: Object.assign(provider, { inventory }), readings };
}

describe(Inventories.name, () => {
  const { provider, readings } = telling();
  const registry = new ProviderRegistry([provider]);
  let inventories: Inventories;

  beforeEach(() => {
    readings.length = 0;
    registry.replace([provider]);
    inventories = new Inventories(registry);
  });

  it('reads one once while it is fresh, for all who wait for it, and again when it is forgotten', async () => {
    const waiting = Promise.all([inventories.refresh(['local']), inventories.refresh(['local', 'nobody'])]);
    readings[0]?.tell();
    await waiting;
    await inventories.refresh(['local']);
    expect(readings).toHaveLength(1);
    inventories.forget();
    void inventories.refresh(['local']);
    expect(readings).toHaveLength(2);
  });

  it('lets plans go on without the one that a server refuses, and leaves the server alone', async () => {
    const waiting = inventories.refresh(['local']);
    readings[0]?.refuse();
    await waiting;
    await inventories.refresh(['local']);
    expect(readings).toHaveLength(1);
  });

  it('reads that of a provider anew which was replaced while the former one still told', async () => {
    const waiting = inventories.refresh(['local']);
    const next = telling();
    registry.replace([next.provider]);
    readings[0]?.tell();
    await waiting;
    void inventories.refresh(['local']);
    expect(next.readings).toHaveLength(1);
  });
});
