export * from './delivery.js';
export { HealthBoard } from './health/health-board.js';
export { RouteOrder } from './order/route-order.js';
export * from './router.js';
export * from './routing.module.js';
export { RoutingEnv } from './routing.env.js';
