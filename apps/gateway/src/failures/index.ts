export { classOf, type FailureClass } from './failure-class.js';
export { failureText } from './failure-text.js';
export { retryHeaders } from './retry-headers.js';
