export { type Advice, adviceOn } from './advice.js';
export { classOf, codeOf, type FailureClass } from './failure-class.js';
export { failureText } from './failure-text.js';
export { reasonPhrase } from './reason-phrase.js';
export { retryHeaders } from './retry-headers.js';
export { statusOnceCharged } from './status-once-charged.js';
