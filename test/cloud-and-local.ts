import { type Simulator, startOpenAiCompatible, startSdWebui } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

/** A bridge with two providers: `cloud`, an OpenAI-compatible server, and after it a local web UI. */
export interface CloudAndLocal {
  readonly cloud: Simulator;
  readonly local: Simulator;
  readonly bridge: RunningBridge;
  /** Forgets faults, counts, and how the providers have done. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** @param more Models beside `main`, which is the default; all have the chain cloud, then local */
export async function startCloudAndLocal(
  more: readonly { readonly id: string; readonly routing: string }[] = [],
): Promise<CloudAndLocal> {
  const [cloud, local] = await Promise.all([startOpenAiCompatible(), startSdWebui()]);
  const chain = [{ provider: 'cloud', model: 'painter' }, { provider: 'sd-webui' }];
  const models = {
    default: 'main',
    models: [{ id: 'main', chain }, ...more.map((model) => ({ ...model, chain }))],
    upstreams: [{ name: 'cloud', baseUrl: `${cloud.url}/v1` }],
  };
  const bridge = await startBridge(models, { SD_ENABLED: 'true', SD_API_URL: local.url });
  return {
    cloud,
    local,
    bridge,
    reset: async () => {
      cloud.reset();
      local.reset();
      await bridge.reset();
    },
    close: async () => {
      await bridge.close();
      await Promise.all([cloud.close(), local.close()]);
    },
  };
}
