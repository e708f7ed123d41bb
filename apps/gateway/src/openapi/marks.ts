import { ApiExtension, type OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Extensions by which decorators pass facts to the document. Only `STUB` stays in it. */
export const OPEN = 'x-fusionbridge-open';
export const GENERATION = 'x-fusionbridge-generation';
export const STUB = 'x-fusionbridge-stub';

/** Method decorator: documents that no key is needed. */
export const OpenRoute = (): MethodDecorator => ApiExtension(OPEN, true);

/** Method decorator: documents that the route is throttled as a generation. */
export const GenerationRoute = (): MethodDecorator => ApiExtension(GENERATION, true);

/** Method decorator: a route with a fixed response that exists only because clients of A1111 call it. */
export const CompatibilityStub = (): MethodDecorator => ApiExtension(STUB, true);

export function isMarked(operation: Operation, mark: string): boolean {
  return Object.entries(operation).some(([name, value]) => name === mark && value === true);
}

export function withoutMarks(operation: Operation): Operation {
  const kept = Object.entries(operation).filter(([name]) => name !== OPEN && name !== GENERATION);
  return { responses: operation.responses, ...Object.fromEntries(kept) };
}
