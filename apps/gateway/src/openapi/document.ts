import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { VERSION } from '../version.js';
import { completed, type Operation, operationsOf } from './operations.js';
import { GENERATION, isMarked, STUB } from './marks.js';

const DESCRIPTION = `One image API in front of every image backend. Every example runs as it is.

If the bridge requires a key, send it as \`Authorization: Bearer KEY\`, as \`Authorization: Basic\` (the key as user
or password), as \`?token=KEY\`, or as a path prefix \`/k/KEY\`.`;

/** In the order in which the page shows them: generations first. */
const TAGS: readonly (readonly [string, string])[] = [
  ['OpenAI images', "OpenAI's image API, with FastFusion's fields and an account of each generation."],
  ['A1111', "AUTOMATIC1111's web API, for SillyTavern and similar clients."],
  ['Simple', 'One call to generate a picture, one to check the providers.'],
  ['Plans', 'Preview a request without generating anything: prompt, candidates, degradations and cost.'],
  ['Gallery', "The caller's kept pictures: list, show, fetch, delete, and generate again."],
  ['Jobs', 'The durable record behind every request.'],
  ['LoRAs', 'The LoRA catalogue, and which LoRAs a text selects.'],
  ['Models', 'The models that requests can name.'],
  ['OpenAI chat', "Chat completions, forwarded to a chat server or to You.com's agents."],
  ['Operations', 'Health, status and maintenance.'],
  [
    'A1111 compatibility stubs',
    'Routes with a fixed response that exist only because clients of A1111 call them (`x-fusionbridge-stub`).',
  ],
];

/**
 * The OpenAPI document of all routes. Its order does not depend on the order of modules and controllers.
 * @param server BASE_URL. Default `/`: the host that the document was fetched from
 */
export function createDocument(app: INestApplication, server = '/'): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('FusionBridge')
    .setDescription(DESCRIPTION)
    .setVersion(VERSION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer(server)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'API key' }, 'bearer')
    .addBasicAuth({ type: 'http', scheme: 'basic' }, 'basic')
    .addApiKey({ type: 'apiKey', in: 'query', name: 'token' }, 'token')
    // The empty one first: without API_KEYS no key is needed.
    .addSecurityRequirements({})
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('basic')
    .addSecurityRequirements('token');
  for (const [name, description] of TAGS) {
    builder.addTag(name, description);
  }
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (_controller, method) => method,
  });
  const { contact: _, ...info } = document.info;
  return {
    ...document,
    info,
    paths: completedPaths(document),
    components: { ...document.components, schemas: byName(document.components?.schemas ?? {}) },
  };
}

/** By tag, routes that generate pictures first within each, then by path. */
function completedPaths({ paths, components }: OpenAPIObject): OpenAPIObject['paths'] {
  const ranked = Object.entries(paths).map(([path, item]) => ({
    path,
    item,
    rank: rankOf(operationsOf(item)),
  }));
  return Object.fromEntries(
    ranked
      .toSorted((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1))
      .map(({ path, item }) => [path, completed(path, item, components?.schemas ?? {})]),
  );
}

function rankOf(operations: readonly Operation[]): number {
  const names = TAGS.map(([name]) => name);
  const ranks = operations.map((operation) => {
    const tag = isMarked(operation, STUB) ? names.length : names.indexOf(operation.tags?.[0] ?? '');
    return 2 * tag + (isMarked(operation, GENERATION) ? 0 : 1);
  });
  return Math.min(...ranks);
}

function byName<T>(entries: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
