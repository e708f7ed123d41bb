/** In which order the candidates of a plan are asked, by name. */
export const ROUTE_ORDERS = ['ordered', 'adaptive', 'cheapest', 'fastest'] as const;

/**
 * `ordered`: as the model's chain says. `adaptive`: who is expected to have the picture soonest, failures counted in.
 * `cheapest`: by price. `fastest`: by usual time, failures left out. `only:<provider>`: that one or nobody.
 */
export type RoutePolicy = (typeof ROUTE_ORDERS)[number] | `only:${string}`;

const ONLY = /^only:[a-z0-9][a-z0-9.-]*$/;

export function isRoutePolicy(text: unknown): text is RoutePolicy {
  return typeof text === 'string' && (ROUTE_ORDERS.some((order) => order === text) || ONLY.test(text));
}

/** Every policy as people write it, for messages. */
export const ROUTE_POLICY_FORMS = [...ROUTE_ORDERS, 'only:<provider>'].join(', ');

/** The provider that `only:` names; null for every other policy. */
export function onlyProvider(policy: RoutePolicy): string | null {
  return policy.startsWith('only:') ? policy.slice('only:'.length) : null;
}
