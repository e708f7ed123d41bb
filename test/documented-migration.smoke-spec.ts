import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BuiltGateway } from './built-gateway.js';

const PAGE = readFileSync(join(import.meta.dirname, '../docs/migration.md'), 'utf8');
/** Nothing listens there, so that no vendor is called. */
const NOBODY = 'http://127.0.0.1:9';

const Objects = z.record(z.string(), z.unknown());

/** What the page tells the owner of an old installation to do, and to see. */
interface Steps {
  /** Lines to add to `.env`. */
  readonly environment: string;
  /** To be saved as `config/models.local.json`; null if the page has none. */
  readonly models: string | null;
  /** The program to start, from its folder. */
  readonly command: string;
  /** Part of `GET /status`. */
  readonly status: Record<string, unknown>;
}

function stepsOf(system: string): Steps {
  const [, section = ''] = PAGE.split(`\n## ${system}\n`);
  const [own = ''] = section.split('\n## ');
  const blocks = [...own.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
  const last = (language: string): string =>
    blocks.findLast((block) => block.language === language)?.text ?? '';
  const models = blocks.filter(({ language }) => language === 'json').slice(0, -1);
  return {
    environment: last('ini'),
    models: models[0]?.text ?? null,
    command: last('sh').trim(),
    status: Objects.parse(JSON.parse(last('json'))),
  };
}

/** The files of a sample folder, changed as the page says. */
function filesOf(folder: string, { environment, models }: Steps): Record<string, string> {
  const path = join(import.meta.dirname, folder);
  const old = Object.fromEntries(
    readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'utf8')]),
  );
  return {
    ...old,
    '.env': `${old['.env'] ?? ''}\n${environment}`,
    ...(models === null ? {} : { 'config/models.local.json': models }),
  };
}

/** What every caller of the bridge in the folder has to show; empty without keys. */
function authorization(environment: string): Record<string, string> {
  const key = /^API_KEYS=(?:\w+=)?([^,\n]+)/m.exec(environment)?.[1];
  return key === undefined ? {} : { authorization: `Bearer ${key}` };
}

describe('docs/migration.md', () => {
  it.each([
    ['Flux LoRA Bridge', 'old-installation'],
    ['FastFusion', 'old-fastfusion'],
    ['Express image service', 'old-express'],
  ])(
    'says how to start the bridge in a folder of: %s',
    async (system, folder) => {
      const steps = stepsOf(system);
      expect(steps.command).toBe('node /opt/fusionbridge/dist/gateway.mjs');
      const gateway = await BuiltGateway.spawn(
        {
          CONFIG_DIR: '',
          IMAGE_DATA_PATH: '',
          RUNWARE_ENDPOINT: `${NOBODY}/v1`,
          HF_ENDPOINT: NOBODY,
          HF_INFERENCE_URL: NOBODY,
        },
        filesOf(folder, steps),
      );
      const address = await gateway.address();
      const response = await fetch(`${address}/status`, { headers: authorization(steps.environment) });
      expect(await response.json()).toMatchObject(steps.status);
      expect(await gateway.stop()).toMatchObject({ exitCode: 0 });
    },
    120_000,
  );
});
