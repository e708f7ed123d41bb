export { unlessAborted } from './deadline.js';
export * from './form-body.js';
export * from './json-body.js';
export * from './request-body.js';
export * from './vendor-client.js';
export * from './vendor-http.js';
export type { FailedAnswer, ReadFailure, Verdict } from './verdict.js';
export * from './picture-address.js';
