export * from './bridge-error-of.js';
export * from './fake-provider.js';
export * from './one-pixel.js';
export * from './provider-contract/describe-image-provider.js';
export { taskOf } from './provider-contract/order.js';
export * from './provider-contract/provider-bench.js';
export { simulatedBench } from './provider-contract/simulated-bench.js';
export { failureOf, printed, Witness } from './provider-contract/witness.js';
export * from './test-settings.js';
