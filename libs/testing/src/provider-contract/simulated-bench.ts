import type { ImageProvider } from '@fusionbridge/core';
import type { BenchFault, BenchState, RunningBench } from './provider-bench.js';

/** A vendor on loopback, as libs/simulators starts them. */
interface SimulatedVendor {
  readonly requests: readonly { readonly body: Buffer }[];
  state(): BenchState;
  fault(fault: BenchFault): void;
  release(): void;
  working(orders: number): Promise<void>;
  close(): Promise<void>;
}

/** An adapter in front of a simulated vendor. */
export function simulatedBench(
  vendor: SimulatedVendor,
  provider: ImageProvider,
  vendorModel: string,
): RunningBench {
  return {
    provider,
    vendorModel,
    fault: (name) => vendor.fault(name),
    release: () => vendor.release(),
    working: () => vendor.working(1),
    state: () => vendor.state(),
    sent: () => Buffer.concat(vendor.requests.map((request) => request.body)),
    close: () => vendor.close(),
  };
}
