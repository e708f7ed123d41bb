import { formatSize } from '@fusionbridge/core';
import { bytesOf, distance, sizeOf } from './canvas.js';
import { describeFaults } from './faults.suite.js';
import { describeHandedOver } from './handed-over.suite.js';
import { orderFor, place } from './order.js';
import { planned } from './planned.js';
import type { ProviderBench, ProviderDifferences, RunningBench } from './provider-bench.js';
import { describeQueue } from './queue.suite.js';
import { SMALL_PICTURE } from './small-picture.js';
import { describeStopping } from './stopping.suite.js';
import { Witness } from './witness.js';

/** The same contract for vendor models that only enlarge: as `describeImageProvider`, without anything that paints. */
export function describeUpscaler(name: string, bench: ProviderBench, differences: ProviderDifferences): void {
  describe(`${name} keeps the contract of an upscaler`, () => {
    let running: RunningBench;
    const current = (): RunningBench => running;

    beforeEach(async () => {
      running = await bench.start();
    });

    afterEach(async () => {
      await running.close();
    });

    describeEnlarging(current, differences);
    describeStopping(current, differences);
    describeFaults(current, bench, differences);
    describeQueue(current, differences);
    describeHandedOver(current, differences);
  });
}

function describeEnlarging(bench: () => RunningBench, { secret }: ProviderDifferences): void {
  it('enlarges, and claims nothing that contradicts itself', () => {
    const { provider, vendorModel } = bench();
    expect(provider.configured()).toBe(true);
    expect(provider.capabilities(vendorModel)).toMatchObject({
      operations: ['upscale'],
      mask: 'none',
      loras: null,
      maxCount: 1,
      lookup: provider.follow !== undefined,
    });
  });

  it('translates without sending, the same each time, and shows it without the key', () => {
    const { provider, vendorModel, state } = bench();
    const request = orderFor(bench());
    const { call, degradations } = planned(provider, request, vendorModel);
    const { wire } = call;
    expect(provider.translate(request, vendorModel).wire).toEqual(wire);
    expect(degradations).toEqual([]);
    expect(state().submissions).toBe(0);
    expect(JSON.stringify(wire)).toContain(formatSize(SMALL_PICTURE));
    if (secret !== null) {
      expect(JSON.stringify(wire)).not.toContain(secret);
    }
  });

  it('gives the same picture back, larger, for one order that holds it byte for byte', async () => {
    const request = orderFor(bench());
    const { pictures } = await place(bench(), request, new Witness());
    expect(pictures).toHaveLength(1);
    const [bytes = Buffer.alloc(0)] = await Promise.all(pictures.map(bytesOf));
    expect(await sizeOf(bytes)).toEqual(request.size);
    const enlarged = await place(bench(), orderFor(bench()), new Witness());
    const [again = Buffer.alloc(0)] = await Promise.all(enlarged.pictures.map(bytesOf));
    expect(await distance(bytes, again)).toEqual({ left: 0, right: 0 });
    expect(bench().state()).toMatchObject({ submissions: 2, charges: 2 });
    const sent = bench().sent();
    const holdsIt =
      sent.includes(SMALL_PICTURE.bytes) || sent.includes(SMALL_PICTURE.bytes.toString('base64'));
    expect(holdsIt).toBe(true);
  });

  it('says that words mean nothing to it, or sends them', () => {
    const { call, degradations } = planned(
      bench().provider,
      orderFor(bench(), { prompt: 'a red fox in the snow' }),
      bench().vendorModel,
    );
    const isSent = JSON.stringify(call.wire).includes('a red fox in the snow');
    expect(degradations.map(({ field }) => field)).toEqual(isSent ? [] : ['prompt']);
  });
}
