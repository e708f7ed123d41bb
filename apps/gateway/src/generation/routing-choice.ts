import { BridgeError, isRoutePolicy, ROUTE_POLICY_FORMS, type RoutePolicy } from '@fusionbridge/core';
import type { Request } from 'express';

/** For clients that cannot add fields to the body. */
export const ROUTE_HEADER = 'x-fusionbridge-route';

/**
 * The route policy a call requests in its field `routing` or in a header; null leaves it to the model.
 * @throws BridgeError `invalid_request`
 */
export function routingOf(field: string | undefined, request: Request): RoutePolicy | null {
  const asked = field ?? request.header(ROUTE_HEADER);
  if (asked === undefined || asked === '') {
    return null;
  }
  if (!isRoutePolicy(asked)) {
    const where = field === undefined ? ROUTE_HEADER : 'routing';
    throw BridgeError.invalid(
      where,
      `Invalid '${where}': ${ROUTE_POLICY_FORMS} are known. Found "${asked.slice(0, 60)}".`,
    );
  }
  return asked;
}
