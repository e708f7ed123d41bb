import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { type Simulator, startOpenAiCompatible } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const FOLDER = join(import.meta.dirname, 'old-fastfusion');

/** A folder of FastFusion, with the bridge started in it. */
export interface MovedFastFusion {
  readonly bridge: RunningBridge;
  /** Paints in the place of FastFusion's own pipeline. */
  readonly painter: Simulator;
  close(): Promise<void>;
}

/**
 * Starts in the old folder with its `.env`, over a server that paints.
 * @param imageDataPath Another place for pictures than the old one
 * @param env What the operator adds
 */
export async function moveFastFusion(
  imageDataPath: string,
  env: Record<string, string> = {},
): Promise<MovedFastFusion> {
  const painter = await startOpenAiCompatible({});
  const came = process.cwd();
  process.chdir(FOLDER);
  const { OPENAI_API_KEY: _, ...old } = parseEnv(readFileSync(join(FOLDER, '.env'), 'utf8'));
  const bridge = await startBridge(modelsOver(painter), {
    ...definedOf(old),
    IMAGE_DATA_PATH: imageDataPath,
    ...env,
  });
  return {
    bridge,
    painter,
    async close() {
      await bridge.close();
      await painter.close();
      process.chdir(came);
    },
  };
}

function modelsOver({ url }: Simulator): object {
  const dialect = {
    steps: true,
    guidance: true,
    strength: true,
    edits: true,
    maxCount: 2,
    loraField: 'lora_settings',
    maxLoras: 3,
  };
  return {
    default: 'flux',
    models: [{ id: 'flux', family: 'flux', chain: [{ provider: 'painter' }] }],
    upstreams: [{ name: 'painter', baseUrl: `${url}/v1`, dialect }],
  };
}

function definedOf(env: NodeJS.Dict<string>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? '']));
}
