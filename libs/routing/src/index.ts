export * from './delivery.js';
export * from './router.js';
export * from './routing.module.js';
