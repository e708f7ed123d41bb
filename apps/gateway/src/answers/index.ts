export { Answers } from './answers.js';
export { AnswersModule } from './answers.module.js';
export { EventStream } from './event-stream.js';
export { logFailure } from './failure-log.js';
export { PictureBase64 } from './picture-base64.js';
export { PictureFiles } from './picture-files.js';
