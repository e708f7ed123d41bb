import type { RoutePolicy } from '@fusionbridge/core';
import { ROUTE_POLICY } from '@fusionbridge/settings';
import { ValidateBy } from 'class-validator';

/** How the providers of a request are ranked. */
export class PlanningEnv {
  /** For models and requests that name no policy. */
  @ValidateBy(ROUTE_POLICY)
  ROUTING: RoutePolicy = 'ordered';
}
