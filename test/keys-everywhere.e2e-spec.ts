import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { modelsWithChain } from '@fusionbridge/testing';
import { z } from 'zod';
import { type RunningBridge, startBridge } from './running-bridge.js';

const KEY = 'the-key-of-alice';
/** What strangers may see, and pictures under names that nobody can guess: here of none that is there. */
const PUBLIC: ReadonlyMap<string, number> = new Map([
  ['GET /', 200],
  ['GET /health', 200],
  ['GET /v1/images/data/a', 404],
  ['GET /uploads/images/a/a', 404],
]);
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const { paths } = z
  .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../openapi.json'), 'utf8')));

const OPERATIONS = Object.entries(paths).flatMap(([path, operations]) =>
  METHODS.filter((method) => method in operations).map((method): [string, string] => [
    method.toUpperCase(),
    path.replaceAll(/\{\w+\}/g, 'a'),
  ]),
);

/** Ways to say who one is that are no key, and addresses that could pass by whoever looks for one. */
const HEADERS: Record<string, string>[] = [
  {},
  { authorization: 'Bearer wrong-key-wrong' },
  { authorization: `Bearer ${KEY.slice(0, -1)}` },
  { authorization: `Bearer ${KEY}x` },
  { authorization: `Bearer ${KEY.toUpperCase()}` },
  { 'x-api-key': 'x', cookie: `token=${KEY}`, 'x-forwarded-for': '127.0.0.1', 'x-original-url': '/health' },
];
const ADDRESSES: ((path: string) => string)[] = [
  (path) => `${path}?token=wrong`,
  (path) => `${path}?token[]=${KEY}x`,
  (path) => `/health/..${path}`,
  (path) => `/${path}`,
  (path) => `/k/wrong-key${path}`,
  (path) => `${path};/health`,
];

describe('keys', () => {
  let bridge: RunningBridge;

  beforeAll(async () => {
    bridge = await startBridge(modelsWithChain('sandbox', 'sandbox'), { API_KEYS: `alice=${KEY}` });
  });

  afterAll(() => bridge.close());

  /** As it stands: fetch would tidy the address up. */
  function statusOf(method: string, path: string, headers: Record<string, string>): Promise<number> {
    const { hostname, port } = new URL(bridge.url);
    return new Promise((resolve, reject) => {
      const sent = httpRequest({ hostname, port, method, path, headers, agent: false }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
      });
      sent.once('error', reject).end();
    });
  }

  it.each(OPERATIONS)('are needed for %s %s', async (method, path) => {
    const expected = PUBLIC.get(`${method} ${path}`) ?? 401;
    const byHeader = await Promise.all(HEADERS.map((headers) => statusOf(method, path, headers)));
    expect(byHeader).toEqual(HEADERS.map(() => expected));
    const byAddress = await Promise.all(ADDRESSES.map((address) => statusOf(method, address(path), {})));
    const refusals = [400, 401, 404, 405, expected];
    expect(byAddress.filter((status) => !refusals.includes(status))).toEqual([]);
  });
});
