export { AccessModule } from './access.module.js';
export { PublicRoute } from './access.guard.js';
export { CountsAsGeneration } from './generation-throttle.guard.js';
export { takeKeyPrefix } from './key-prefix.middleware.js';
export { RequestCaller } from './request-caller.js';
