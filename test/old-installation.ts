import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { type Simulator, startChat, startRunware, startYouCom } from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

const FOLDER = join(import.meta.dirname, 'old-installation');
const SHIPPED = join(import.meta.dirname, '../config/models.json');
/** Nobody listens there: these vendors are planned with and never asked. */
const NOBODY = 'http://127.0.0.1:9';

/** What the simulated language model makes of any passage: names and triggers are lost. */
export const SUMMARY = 'An armoured captain and an innkeeper face each other by lantern light.';

export const OldMapping = z.record(z.string(), z.object({ runware_id: z.string() }));

/** A folder of the Flux LoRA Bridge, with the bridge started in it. */
export interface MovedInstallation {
  readonly bridge: RunningBridge;
  readonly runware: Simulator;
  readonly youCom: Simulator;
  /** Together's chat models; its pictures nobody asks for. */
  readonly together: Simulator;
  close(): Promise<void>;
}

/** A file of the old installation, as it lies there. */
export function oldFile(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** Starts in the old folder with its `.env`; only the vendors' addresses are others. */
export async function moveOldInstallation(): Promise<MovedInstallation> {
  const mapping = OldMapping.parse(JSON.parse(oldFile('runware_lora_mapping.json')));
  const [runware, youCom, together] = await Promise.all([
    startRunware({
      airSource: 'northwind',
      uploadTurns: 1,
      stored: Object.values(mapping).map(({ runware_id: air }) => air),
    }),
    startYouCom(),
    startChat({ apiKey: 'simulated-together-key', reply: () => SUMMARY }),
  ]);
  const came = process.cwd();
  process.chdir(FOLDER);
  const bridge = await startBridge(z.looseObject({}).parse(JSON.parse(readFileSync(SHIPPED, 'utf8'))), {
    ...z.record(z.string(), z.string()).parse(parseEnv(oldFile('.env'))),
    RUNWARE_ENDPOINT: `${runware.url}/v1`,
    YOU_COM_BASE_URL: `${youCom.url}/v1`,
    HF_ENDPOINT: NOBODY,
    WAVESPEED_BASE_URL: `${NOBODY}/api/v3`,
    FAL_QUEUE_URL: NOBODY,
    TOGETHER_BASE_URL: `${together.url}/v1`,
    PIXELDOJO_ENDPOINT: `${NOBODY}/api/v1`,
  });
  return {
    bridge,
    runware,
    youCom,
    together,
    async close() {
      await bridge.close();
      await Promise.all([runware.close(), youCom.close(), together.close()]);
      process.chdir(came);
    },
  };
}
