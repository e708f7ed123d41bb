import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const REPOSITORY = join(import.meta.dirname, '..');
/** Served by the Swagger module itself, which does not describe its own pages. */
const PAGES = ['GET /docs', 'GET /docs-json'];

const openapi = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** `POST /sdapi/v1/txt2img` and so on, as openapi.json has them. */
function routesOfCode(): string[] {
  const { paths } = openapi.parse(JSON.parse(readFileSync(join(REPOSITORY, 'openapi.json'), 'utf8')));
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

function documentedRoutes(): string[] {
  const text = readFileSync(join(REPOSITORY, 'docs/quick-reference.md'), 'utf8');
  return [...text.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) \/[^`]*)`/g)].map(([, route = '']) => route);
}

describe('the routes of docs/quick-reference.md', () => {
  it('exist', () => {
    expect([...routesOfCode(), ...PAGES]).toEqual(expect.arrayContaining(documentedRoutes()));
  });

  it("are all there are, A1111's smaller ones aside", () => {
    const documented = documentedRoutes();
    const missing = routesOfCode().filter(
      (route) => !documented.includes(route) && !route.includes(' /sdapi/v1/'),
    );
    expect(missing).toEqual([]);
  });
});
