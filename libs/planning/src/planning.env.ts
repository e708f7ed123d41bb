import { isRoutePolicy, ROUTE_POLICY_FORMS, type RoutePolicy } from '@fusionbridge/core';
import { Setting, SettingsSection } from '@fusionbridge/settings';

/** Settings for ranking the providers of a request. */
@SettingsSection('Choice of providers')
export class PlanningEnv {
  @Setting('How providers are ranked for models and requests that name no policy: [routing.md](routing.md)', {
    allowed: `one of ${ROUTE_POLICY_FORMS}`,
    accepts: isRoutePolicy,
  })
  ROUTING: RoutePolicy = 'ordered';
}
