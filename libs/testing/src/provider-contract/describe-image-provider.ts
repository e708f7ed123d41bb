import { describeBlame } from './blame.suite.js';
import { describeFaults } from './faults.suite.js';
import { describeHandedOver } from './handed-over.suite.js';
import { describeLimits } from './limits.suite.js';
import { describeLoras } from './loras.suite.js';
import { describePictures } from './pictures.suite.js';
import type { ProviderBench, ProviderDifferences, RunningBench } from './provider-bench.js';
import { describeQueue } from './queue.suite.js';
import { describeRequests } from './request.suite.js';
import { describeStopping } from './stopping.suite.js';

/**
 * The one contract suite for adapters. Each adapter's spec calls it with a bench that puts the adapter in front of a
 * vendor a test can command; what is different about a vendor is said in `differences`, never by a condition on its
 * name. A vendor that takes LoRAs by the names of files must know `lora-0`, `lora-1`, … as many as the adapter claims to
 * take; one that takes addresses, repositories or AIR ids must take any.
 */
export function describeImageProvider(
  name: string,
  bench: ProviderBench,
  differences: ProviderDifferences,
): void {
  describe(`${name} keeps the contract of an adapter`, () => {
    let running: RunningBench;
    const current = (): RunningBench => running;

    beforeEach(async () => {
      running = await bench.start();
    });

    afterEach(async () => {
      await running.close();
    });

    describeRequests(current, differences);
    describeLimits(current);
    describeLoras(current);
    describePictures(current, differences);
    describeStopping(current, differences);
    describeFaults(current, bench, differences);
    describeBlame(current, differences);
    describeQueue(current, differences);
    describeHandedOver(current, differences);
  });
}
