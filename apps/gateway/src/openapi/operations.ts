import { getSchemaPath, type OpenAPIObject } from '@nestjs/swagger';
import { dialectOfPath } from '../dialect-of-path.js';
import { GENERATION, isMarked, OPEN, STUB, withoutMarks } from './marks.js';

type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']>;
type Responses = Operation['responses'];
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const ERRORS = { a1111: 'A1111ErrorResponse', simple: 'SimpleErrorResponse', openai: 'OpenAiErrorResponse' };

/** Load balancers call it, under any host name. */
const HEALTH = '/health';

export function operationsOf(item: PathItem): Operation[] {
  return METHODS.flatMap((method) => item[method] ?? []);
}

/** A path item whose operations have the security and the errors that guards and middleware imply. */
export function completed(path: string, item: PathItem, schemas: Schemas): PathItem {
  const operations = METHODS.flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [[method, completedOperation(path, operation, schemas)] as const];
  });
  return { ...item, ...Object.fromEntries(operations) };
}

function completedOperation(path: string, operation: Operation, schemas: Schemas): Operation {
  const isOpen = isMarked(operation, OPEN);
  const responses = { ...described(operation.responses, schemas), ...commonErrors(path, operation) };
  return {
    ...withoutMarks(operation),
    ...(isMarked(operation, STUB) ? { tags: ['A1111 compatibility stubs'] } : {}),
    ...(isOpen ? { security: [] } : {}),
    ...(operation.requestBody === undefined ? {} : { requestBody: jsonExamplesOnly(operation.requestBody) }),
    responses: Object.fromEntries(Object.entries(responses).toSorted(([a], [b]) => Number(a) - Number(b))),
  };
}

function commonErrors(path: string, operation: Operation): Responses {
  const error = (description: string): Responses[string] => ({
    description,
    content: { 'application/json': { schema: { $ref: getSchemaPath(ERRORS[dialectOfPath(path)]) } } },
  });
  return {
    ...(isMarked(operation, OPEN) ? {} : { 401: error('A key is required, or the key is unknown.') }),
    403: error('Web pages of this origin may not call the bridge (`CORS_ORIGINS`).'),
    ...(path === HEALTH
      ? {}
      : { 421: error('The bridge does not respond under this host name (`ALLOWED_HOSTS`).') }),
    ...(isMarked(operation, GENERATION)
      ? { 429: error('Too many generations per minute; see `Retry-After`.') }
      : {}),
  };
}

/** Examples are JSON: as text, the files of a form would not be pictures. */
function jsonExamplesOnly(
  body: NonNullable<Operation['requestBody']>,
): NonNullable<Operation['requestBody']> {
  if (!('content' in body) || !('application/json' in body.content)) {
    return body;
  }
  const content = Object.entries(body.content).map(([type, { examples, ...rest }]) => [
    type,
    type === 'application/json' && examples !== undefined ? { ...rest, examples } : rest,
  ]);
  return { ...body, content: Object.fromEntries(content) };
}

/** A response without a description of its own has that of its schema. */
function described(responses: Responses, schemas: Schemas): Responses {
  const entries = Object.entries(responses).map(([status, response]) => {
    if (response === undefined || '$ref' in response || response.description !== '') {
      return [status, response];
    }
    const schema = response.content?.['application/json']?.schema;
    const name = schema !== undefined && '$ref' in schema ? schema.$ref.replace(/^.*\//, '') : '';
    const named = schemas[name];
    const description = named !== undefined && 'description' in named ? named.description : undefined;
    return [status, { ...response, description: description ?? '' }];
  });
  return Object.fromEntries(entries);
}
