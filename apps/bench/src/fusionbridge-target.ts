import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Child } from './child.js';
import { COUNTER } from './load-order.js';
import { openaiBody } from './openai-request.js';
import { PAYLOADS, SIDES, SLUGS } from './payload.js';
import { stubPath } from './stub.js';
import type { Shape, Target } from './target.js';

/** So many run at once, because the limit of 8 that it has by itself would be what is measured. */
const CONCURRENT_JOBS = 1000;
/** Every delay that an experiment asks for: each is an upstream of its own. */
const DELAYS = [0, 2000];
const BUNDLE = resolve('dist/gateway.mjs');

/** The built bridge, with jobs, files and provenance on; every start gets an empty data folder. */
export function fusionbridgeTarget(stubPort: number, nodeOptions: readonly string[]): Target {
  return {
    name: 'fusionbridge',
    healthPath: '/health',
    edits: true,
    start: async (core, setUp = 'bench') => {
      const folder = await mkdtemp(join(tmpdir(), 'fusionbridge-bench-'));
      const child = new Child([...nodeOptions, BUNDLE], {
        core,
        cwd: folder,
        env: {
          CONFIG_DIR: setUp === 'as shipped' ? resolve('config') : await writeModels(folder, stubPort),
          DATA_PATH: join(folder, 'data'),
          BRIDGE_PORT: '0',
          ...(setUp === 'bench' ? { MAX_CONCURRENT_JOBS: String(CONCURRENT_JOBS) } : {}),
        },
      });
      const port = Number((await child.says(/http:\/\/127\.0\.0\.1:([1-9]\d*)/))[1]);
      return {
        child,
        port,
        stop: async () => {
          await child.stop();
          await rm(folder, { recursive: true, force: true });
        },
      };
    },
    request: (shape) => ({
      path: shape.dialect === 'a1111' ? '/sdapi/v1/txt2img' : '/v1/images/generations',
      headers: {},
      body: shape.dialect === 'a1111' ? a1111Body(shape) : openaiBody(shape, modelName(shape)),
    }),
  };
}

function a1111Body(shape: Shape): string {
  const side = SIDES[shape.payload];
  return JSON.stringify({
    prompt: `a lighthouse at dusk, number ${COUNTER}`,
    width: side,
    height: side,
    steps: 20,
    override_settings: { sd_model_checkpoint: modelName(shape) },
  });
}

/** Also the name of its upstream. */
function modelName({ payload, upstream, delayMs }: Shape): string {
  return `${SLUGS[payload]}-${upstream}-${delayMs}`;
}

/** One model and one upstream for each way in which the stub answers. Gives the folder of the file. */
async function writeModels(folder: string, stubPort: number): Promise<string> {
  const shapes = PAYLOADS.flatMap((payload) =>
    DELAYS.flatMap((delayMs) =>
      (['b64', 'url'] as const).map((upstream): Shape => ({ payload, upstream, delayMs, dialect: 'openai' })),
    ),
  );
  const [first] = shapes;
  const config = join(folder, 'config');
  await mkdir(config, { recursive: true });
  await writeFile(
    join(config, 'models.json'),
    JSON.stringify({
      default: first === undefined ? '' : modelName(first),
      models: shapes.map((shape) => ({
        id: modelName(shape),
        family: 'other',
        chain: [{ provider: modelName(shape), model: 'any' }],
      })),
      upstreams: shapes.map((shape) => ({
        name: modelName(shape),
        baseUrl: `http://127.0.0.1:${stubPort}${stubPath(shape)}`,
        dialect: { responseFormat: shape.upstream === 'b64' ? 'b64_json' : 'url', edits: true },
      })),
    }),
  );
  return config;
}
