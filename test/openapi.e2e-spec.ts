import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Simulator, startChat } from '@fusionbridge/simulators';
import { Validator } from '@seriousme/openapi-schema-validator';
import { z } from 'zod';
import { type RunningBridge, startBridge } from './running-bridge.js';

const REPOSITORY = join(import.meta.dirname, '..');
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const content = z.record(
  z.string(),
  z.object({ examples: z.record(z.string(), z.object({ value: z.unknown() })).optional() }),
);
const operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string(),
  tags: z.array(z.string()).length(1),
  security: z.array(z.unknown()).optional(),
  'x-fusionbridge-stub': z.literal(true).optional(),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string() })),
});
const documentShape = z.object({
  info: z.record(z.string(), z.unknown()),
  servers: z.array(z.object({ url: z.string() })),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({
    securitySchemes: z.record(z.string(), z.record(z.string(), z.unknown())),
    schemas: z.record(z.string(), z.object({ description: z.string().optional() })),
  }),
});

function json(file: string): unknown {
  return JSON.parse(readFileSync(join(REPOSITORY, file), 'utf8'));
}

const text = readFileSync(join(REPOSITORY, 'openapi.json'), 'utf8');
const document = documentShape.parse(JSON.parse(text));
const routes = Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const found = item[method];
    return found === undefined ? [] : [{ path, method: method.toUpperCase(), operation: found }];
  }),
);

describe('openapi.json', () => {
  it('is valid', async () => {
    const { valid, errors } = await new Validator().validate(text);
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('names each operation by an identifier of its own', () => {
    const ids = routes.map((route) => route.operation.operationId);
    expect(ids.filter((id) => !/^[a-z]+(?:[A-Z0-9][a-z0-9]*)+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('describes every tag, schema, operation and response', () => {
    expect(Object.entries(document.components.schemas).filter(([, { description }]) => !description)).toEqual(
      [],
    );
    const silent = routes.filter(({ operation: { summary, description, responses } }) =>
      [summary, description, ...Object.values(responses).map((one) => one.description)].includes(''),
    );
    expect(silent).toEqual([]);
    const tags = new Set(routes.flatMap((route) => route.operation.tags));
    expect(tags).toEqual(new Set(document.tags.map(({ name }) => name)));
  });

  it('has a success for each operation', () => {
    const without = routes.filter(
      ({ operation: { responses } }) => !Object.keys(responses).some((one) => one.startsWith('2')),
    );
    expect(without).toEqual([]);
  });

  it('lists 401 exactly where a key is asked for', () => {
    const isOpen = ({ operation: { security } }: (typeof routes)[number]): boolean => security?.length === 0;
    expect(
      routes
        .filter(isOpen)
        .map(({ method, path }) => `${method} ${path}`)
        .toSorted(),
    ).toEqual(['GET /', 'GET /health', 'GET /uploads/images/{user}/{file}', 'GET /v1/images/data/{name}']);
    expect(routes.filter((route) => '401' in route.operation.responses === isOpen(route))).toEqual([]);
    expect(document.components.securitySchemes['bearer']).toMatchObject({ bearerFormat: 'API key' });
  });

  it('lists 429 and 424 only where something is generated or passed on', () => {
    const buying = routes
      .filter(({ operation: { responses } }) => '424' in responses)
      .map(({ path }) => path);
    const limited = routes
      .filter(({ operation: { responses } }) => '429' in responses)
      .map(({ path }) => path);
    expect(buying).toEqual(limited);
    expect(buying).toHaveLength(11);
  });

  it('begins with the routes that generate', () => {
    expect(Object.keys(document.paths).slice(0, 4)).toEqual([
      '/v1/images/edits',
      '/v1/images/generations',
      '/v1/images/upscales',
      '/v1/images/variations',
    ]);
  });

  it('marks the stubs of A1111', () => {
    const stubs = routes.filter((route) => route.operation['x-fusionbridge-stub'] === true);
    expect(stubs.length).toBeGreaterThan(10);
    expect(new Set(stubs.flatMap((route) => route.operation.tags))).toEqual(
      new Set(['A1111 compatibility stubs']),
    );
  });

  it('says nothing of a contact that there is not', () => {
    expect(document.info).not.toHaveProperty('contact');
    expect(document.servers).toEqual([{ url: '/' }]);
  });
});

describe('The document of a running bridge', () => {
  it('is served under BASE_URL', async () => {
    const bridge = await startBridge(
      { default: 'a', models: [{ id: 'a', chain: [{ provider: 'sandbox' }] }] },
      {
        BASE_URL: 'https://pictures.example/bridge',
      },
    );
    const served = documentShape
      .pick({ servers: true })
      .parse(await (await fetch(`${bridge.url}/docs-json`)).json());
    expect(served.servers).toEqual([{ url: 'https://pictures.example/bridge' }]);
    await bridge.close();
  });
});

describe('The page at /docs', () => {
  it('has our title and loads nothing from elsewhere', async () => {
    const bridge = await startBridge({
      default: 'a',
      models: [{ id: 'a', chain: [{ provider: 'sandbox' }] }],
    });
    const page = await (await fetch(`${bridge.url}/docs`)).text();
    expect(page).toContain('<title>FusionBridge API</title>');
    expect(page).toContain('.swagger-ui .topbar { display: none; }');
    const loaded = [...page.matchAll(/(?:src|href)=["']([^"']+)["']/g)].map(([, address = '']) => address);
    expect(loaded.length).toBeGreaterThan(2);
    expect(loaded.filter((address) => /^(?:https?:)?\/\//.test(address))).toEqual([]);
    // The only script in the page itself is empty: a strict Content-Security-Policy would let it pass.
    expect(
      [...page.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([^<]*)/g)].map(([, script = '']) => script.trim()),
    ).toEqual([]);
    await bridge.close();
  });
});

describe('Every example of openapi.json', () => {
  let bridge: RunningBridge;
  let chat: Simulator;
  let picture: string;

  const withJson = routes.filter((route) => route.operation.requestBody !== undefined);
  const examples = withJson.flatMap(({ method, path, operation: { requestBody } }) =>
    Object.entries(requestBody?.content['application/json']?.examples ?? {}).map(
      ([name, { value }]): readonly [route: string, name: string, body: unknown] => [
        `${method} ${path}`,
        name,
        value,
      ],
    ),
  );

  beforeAll(async () => {
    chat = await startChat();
    bridge = await startBridge(z.record(z.string(), z.unknown()).parse(json('config/models.json')), {
      LLM_BASE_URL: `${chat.url}/v1`,
      LLM_MODEL: 'simulated-chat',
    });
    await post('POST', '/v1/loras', { id: 'marcus', url: 'owner/marcus' });
    const made = await post('POST', '/v1/images/generations', { prompt: 'a fox', response_format: 'url' });
    const { data } = z.object({ data: z.array(z.object({ url: z.string() })) }).parse(await made.json());
    picture = /([\da-f]{32})/.exec(data[0]?.url ?? '')?.[1] ?? '';
  });

  afterAll(async () => {
    await bridge.close();
    await chat.close();
  });

  function post(method: string, path: string, body: unknown): Promise<Response> {
    return fetch(`${bridge.url}${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  }

  it('is there: each body has one', () => {
    const named = new Set(examples.map(([route]) => route));
    expect(withJson.map(({ method, path }) => `${method} ${path}`).filter((one) => !named.has(one))).toEqual(
      [],
    );
  });

  it.each(examples)('runs as it is: %s, %s', async (route, _name, body) => {
    const [method = '', path = ''] = route.split(' ');
    const id = path.includes('/loras/') ? 'marcus' : picture;
    const response = await post(method, path.replace('{id}', id), body);
    expect([response.status, await response.text()]).toEqual([
      method === 'POST' && path === '/v1/loras' ? 201 : 200,
      expect.any(String),
    ]);
  });
});
