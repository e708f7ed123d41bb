import { isRoutePolicy, ROUTE_POLICY_FORMS } from '@fusionbridge/core';
import type { ValidateByOptions } from 'class-validator';

/** For `@ValidateBy`: a text that names a route policy. */
export const ROUTE_POLICY: ValidateByOptions = {
  name: 'isRoutePolicy',
  validator: { validate: isRoutePolicy, defaultMessage: () => `one of ${ROUTE_POLICY_FORMS}` },
};
