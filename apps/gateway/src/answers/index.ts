export { Answers } from './answers.js';
export { AnswersModule } from './answers.module.js';
export type { ClientLine } from './client-line.js';
export { EventStream, type StreamEvent } from './event-stream.js';
export { logFailure } from './failure-log.js';
export { PictureBase64 } from './picture-base64.js';
export { PictureFiles } from './picture-files.js';
export type { PictureJson } from './picture-json.js';
export { renamed } from './client-words.js';
