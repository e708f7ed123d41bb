import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type RunningBridge, startBridge } from './running-bridge.js';

const SHIPPED = join(import.meta.dirname, '../config/models.json');

const field = z.object({ example: z.unknown().optional() });
const document = z.object({
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ summary: z.string().optional(), tags: z.array(z.string()) })),
  ),
  components: z.object({
    schemas: z.record(z.string(), z.object({ properties: z.record(z.string(), field).optional() })),
  }),
});

describe('the documentation', () => {
  let bridge: RunningBridge;
  let docs: z.infer<typeof document>;

  beforeAll(async () => {
    bridge = await startBridge(
      z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(SHIPPED, 'utf8'))),
    );
    docs = document.parse(await (await fetch(`${bridge.url}/docs-json`)).json());
  });

  afterAll(() => bridge.close());

  /** The body made of the examples of its fields. */
  function exampleOf(schema: string): Record<string, unknown> {
    const fields = Object.entries(docs.components.schemas[schema]?.properties ?? {});
    return Object.fromEntries(
      fields.flatMap(([name, { example }]) => (example === undefined ? [] : [[name, example]])),
    );
  }

  it.each([
    ['/v1/images/generations', 'GenerationBody'],
    ['/v1/images/plan', 'GenerationBody'],
    ['/v1/images/quote', 'GenerationBody'],
    ['/api/ai/generate-image', 'GenerateImageBody'],
  ])('has examples that run: POST %s', async (path, schema) => {
    const example = exampleOf(schema);
    expect(example).toHaveProperty('prompt');
    const response = await fetch(`${bridge.url}${path}`, { method: 'POST', body: JSON.stringify(example) });
    expect([response.status, await response.text()]).toEqual([200, expect.any(String)]);
  });

  it('puts every route under a door that is described', () => {
    const names = docs.tags.map((tag) => tag.name);
    const tags = Object.values(docs.paths).flatMap((methods) =>
      Object.values(methods).flatMap((route) => route.tags),
    );
    expect(new Set(tags)).toEqual(new Set(names));
  });
});
