import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '@fusionbridge/settings';

const folders: string[] = [];

process.once('exit', () => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A chain of bare provider ids, for one model called `main`. */
export function modelsWithChain(family: string, ...providers: string[]): object {
  return {
    default: 'main',
    models: [{ id: 'main', family, chain: providers.map((provider) => ({ provider, model: 'm1' })) }],
  };
}

/** Settings over a fresh temporary folder; data and pictures go there too. */
export function testSettings(models: object, env: Record<string, string> = {}): Settings {
  const folder = mkdtempSync(join(tmpdir(), 'fusionbridge-'));
  folders.push(folder);
  writeFileSync(join(folder, 'models.json'), JSON.stringify(models));
  return new Settings({ env: { DATA_PATH: join(folder, 'data'), ...env }, configPath: folder });
}
