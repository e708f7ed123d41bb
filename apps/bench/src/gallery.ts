import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Child } from './child.js';
import { RECORDS, writeRecords } from './gallery-records.js';
import { percentile } from './median.js';
import type { Row } from './row.js';

const BUNDLE = resolve('dist/gateway.mjs');
const PAGES = 200;
const WARM_UP = 20;
/** How far the deep page lies behind the first. */
const DEEP_PAGES = 450;

/** What is looked for, by what the table calls it. */
const FILTERS: Readonly<Record<string, string>> = {
  'no filter': '',
  'a word that most prompts have': 'q=word1',
  'a word that few prompts have': 'q=word2739',
  'five words': 'q=word1+word2+word3+word4+even',
  'two words that are never together': 'q=odd+even',
  'a word that no prompt has': 'q=nothing',
  model: 'model=model-3',
  provider: 'provider=provider-2',
  'provider of the oldest 30 % alone': 'provider=retired',
  LoRA: 'lora=lora-4',
  'operation and dialect': 'operation=edit&dialect=a1111',
  'the oldest day': `created_before=${Math.floor(Date.now() / 1000) - 345_000}`,
  'word, model, provider, LoRA': 'q=even+word1&model=model-3&provider=provider-2&lora=lora-4',
  'word, model, provider, LoRA, nothing fits': 'q=odd&model=model-3&provider=provider-2&lora=lora-4',
};

/**
 * How long a page of a gallery takes over HTTP. Postgres too, when BENCH_DATABASE_URL names an empty schema that may be
 * filled.
 */
export async function measureGallery(): Promise<Row[]> {
  const url = process.env['BENCH_DATABASE_URL'];
  return [
    ...(await measureOn('SQLite', {})),
    ...(url === undefined ? [] : await measureOn('Postgres', { DATABASE_URL: url })),
  ];
}

async function measureOn(database: string, env: Record<string, string>): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fusionbridge-gallery-'));
  const storage = { DATA_PATH: join(folder, 'data'), ...env };
  await writeRecords(storage);
  const child = new Child([BUNDLE], {
    core: 'measured',
    cwd: folder,
    env: { CONFIG_DIR: resolve('config'), ...storage, BRIDGE_PORT: '0', IMAGE_TTL: '0' },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const [, port = ''] = await child.says(/http:\/\/127\.0\.0\.1:([1-9]\d*)/);
    const base = `http://127.0.0.1:${port}/v1/images`;
    const rows: Row[] = [];
    for (const [what, filter] of Object.entries(FILTERS)) {
      rows.push(await measured(`${base}?${filter}`, { agent, database, what }));
    }
    const deep = `${base}?limit=50&after=${await cursorAfter(DEEP_PAGES, base, agent)}`;
    rows.push(await measured(deep, { agent, database, what: `${DEEP_PAGES * 200} pictures further` }));
    return rows;
  } finally {
    agent.destroy();
    await child.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Measurement {
  readonly agent: Agent;
  readonly database: string;
  readonly what: string;
}

async function measured(address: string, { agent, database, what }: Measurement): Promise<Row> {
  const times: number[] = [];
  let found = 0;
  for (let page = 0; page < PAGES + WARM_UP; page += 1) {
    const start = performance.now();
    const text = await fetched(address, agent);
    times.push(performance.now() - start);
    found = text.split('"thumbnail_url"').length - 1;
  }
  const sorted = times.slice(WARM_UP).toSorted((a, b) => a - b);
  return {
    labels: { database, records: RECORDS, what },
    figures: { pictures: found, p50_ms: percentile(sorted, 0.5), p99_ms: percentile(sorted, 0.99) },
  };
}

/** Follows the cursors as a client does. */
async function cursorAfter(pages: number, base: string, agent: Agent): Promise<string> {
  let cursor = '';
  for (let page = 0; page < pages; page += 1) {
    const text = await fetched(`${base}?limit=200${cursor === '' ? '' : `&after=${cursor}`}`, agent);
    cursor = /"next_cursor":"([^"]+)"/.exec(text)?.[1] ?? '';
  }
  return cursor;
}

function fetched(address: string, agent: Agent): Promise<string> {
  return new Promise((done, fail) => {
    get(address, { agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('error', fail).once('end', () => {
        if (response.statusCode === 200) {
          done(text);
        } else {
          fail(new Error(`${address} was answered with ${response.statusCode}: ${text.slice(0, 300)}`));
        }
      });
    }).once('error', fail);
  });
}
