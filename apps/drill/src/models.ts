import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** First the vendor that is drilled, then those that stand in for it. */
const CHAIN = ['runware', 'wavespeed', 'together'] as const;

/** Writes a `models.json` with one chain over all vendors. Gives its folder. */
export async function writeModels(folder: string): Promise<string> {
  const config = join(folder, 'config');
  await mkdir(config, { recursive: true });
  await writeFile(
    join(config, 'models.json'),
    JSON.stringify({
      default: 'drill',
      models: [{ id: 'drill', family: 'flux', chain: CHAIN.map((provider) => ({ provider, model: '' })) }],
    }),
  );
  return config;
}
