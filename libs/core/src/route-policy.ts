/** Names of the policies that order the candidates of a plan. */
export const ROUTE_ORDERS = ['ordered', 'adaptive', 'cheapest', 'fastest'] as const;

/**
 * `ordered`: by the model's chain. `adaptive`: by expected time to a picture, including failures. `cheapest`: by price.
 * `fastest`: by usual time, ignoring failures. `only:<provider>`: that provider and no other.
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
