import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VendorName } from './vendors.js';

/** Writes a `models.json` with one model over these vendors. Gives its folder. */
export async function writeModels(folder: string, chain: readonly VendorName[]): Promise<string> {
  const config = join(folder, 'config');
  await mkdir(config, { recursive: true });
  await writeFile(
    join(config, 'models.json'),
    JSON.stringify({
      default: 'drill',
      models: [{ id: 'drill', family: 'flux', chain: chain.map((provider) => ({ provider, model: '' })) }],
    }),
  );
  return config;
}
