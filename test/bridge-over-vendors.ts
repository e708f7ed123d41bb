import type { Simulator } from '@fusionbridge/simulators';
import type { EditVendor } from './edit-vendors.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

/** A bridge in front of many vendors, each by the name of its provider. */
export interface BridgeOverVendors {
  readonly bridge: RunningBridge;
  readonly simulators: ReadonlyMap<string, Simulator>;
  /** Forgets faults, requests, and how the providers have done. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** @param models `models.json` */
export async function startOverVendors(
  vendors: readonly EditVendor[],
  models: object,
): Promise<BridgeOverVendors> {
  const simulators = new Map<string, Simulator>();
  const env: Record<string, string> = {};
  for (const vendor of vendors) {
    const simulator = await vendor.start();
    simulators.set(vendor.provider, simulator);
    Object.assign(env, vendor.env(simulator.url));
  }
  const bridge = await startBridge(models, env);
  return {
    bridge,
    simulators,
    reset: async () => {
      await bridge.reset();
      simulators.forEach((one) => one.reset());
    },
    close: async () => {
      await bridge.close();
      await Promise.all([...simulators.values()].map((one) => one.close()));
    },
  };
}
