import { type Settings } from '@fusionbridge/settings';
import { hostInUrl } from './listen-host.js';
import { ServerEnv } from './server.env.js';

/** Of an answer that holds one picture as base64; node is there, since the bridge runs on it. */
const DECODE = `node -pe 'JSON.parse(fs.readFileSync(0)).data[0].b64_json' | base64 -d`;

/** What a newcomer needs after the start: where the documentation is, what to type where, one command to try. */
export function welcome(settings: Settings, host: string, port: number): string {
  const base = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : hostInUrl(host)}:${port}`;
  const hasKeys = settings.section(ServerEnv).API_KEYS.length > 0;
  const key = hasKeys ? ` -H 'authorization: Bearer YOUR_KEY'` : '';
  return [
    '',
    `FusionBridge listens on ${base}`,
    '',
    `  Documentation    ${base}/docs`,
    `  SillyTavern      Image Generation > Stable Diffusion Web UI (AUTOMATIC1111) > ${base}`,
    `  OpenAI SDKs      base URL ${base}/v1`,
    `  Settings         ${settings.environmentFile ?? 'none: there is no .env in the folder it was started in'}`,
    '',
    'Your first picture:',
    `  curl -s ${base}/v1/images/generations${key} -d '{"prompt":"a cat wearing a crown next to a castle at sunset"}' | ${DECODE} > cat.png`,
    '',
    '',
  ].join('\n');
}
