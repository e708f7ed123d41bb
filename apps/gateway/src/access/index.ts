export { AccessModule } from './access.module.js';
export { PublicRoute } from './access.guard.js';
export { CountsAsGeneration } from './generation-throttle.guard.js';
export { hostNameIn } from './host-name.js';
export { checkHost } from './host-check.js';
export { takeKeyPrefix } from './key-prefix.middleware.js';
export { RequestCaller } from './request-caller.js';
export { allowsEveryOrigin, checkOrigin, type OriginRule, originRule } from './origin-check.js';
