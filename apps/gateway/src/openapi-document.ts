import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { VERSION } from './version.js';

const DESCRIPTION = `One image API in front of every image backend. Every example runs as it stands.

A key, where the bridge asks for one, goes as \`Authorization: Bearer KEY\`, as \`Authorization: Basic\` (the key as user
or password), as \`?token=KEY\`, or as \`/k/KEY\` in front of any path.`;

/** One for each door, in the order in which the pages show them. */
const TAGS: readonly (readonly [string, string])[] = [
  ['OpenAI images', "What OpenAI's SDKs speak, with FastFusion's fields and the account of what was done."],
  ['Gallery', "A caller's kept pictures: to find, to show, to delete and to paint again."],
  ['OpenAI chat', "Chats, passed on to a chat server or to You.com's agents."],
  ['A1111', "AUTOMATIC1111's web UI, for SillyTavern and its kin."],
  ['Simple', 'One call that paints, one that says who can.'],
  ['LoRAs', 'The catalogue, and what a text chooses from it.'],
  ['Jobs', 'The durable record behind every call.'],
  ['Operations', 'How the bridge is.'],
];

/**
 * The OpenAPI document of every route, in an order that does not depend on how the code is arranged.
 * @param server BASE_URL; clients of the document use the host that they have it from otherwise
 */
export function createDocument(app: INestApplication, server?: string): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('FusionBridge')
    .setDescription(DESCRIPTION)
    .setVersion(VERSION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'bearer')
    .addBasicAuth({ type: 'http', scheme: 'basic' }, 'basic')
    .addApiKey({ type: 'apiKey', in: 'query', name: 'token' }, 'token')
    // The empty one first: without API_KEYS no key is needed.
    .addSecurityRequirements({})
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('basic')
    .addSecurityRequirements('token');
  if (server !== undefined) {
    builder.addServer(server);
  }
  for (const [name, description] of TAGS) {
    builder.addTag(name, description);
  }
  return sorted(SwaggerModule.createDocument(app, builder.build()));
}

function sorted(document: OpenAPIObject): OpenAPIObject {
  return {
    ...document,
    paths: byName(document.paths),
    components: { ...document.components, schemas: byName(document.components?.schemas ?? {}) },
  };
}

function byName<T>(entries: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
