export { ImagePainting } from './images/image-painting.js';
export { ImageRoute } from './images/image-route.js';
export { OpenAiModule } from './openai.module.js';
export { GenerationBody } from './requests/generation-body.dto.js';
export { ImageReader } from './requests/image-reader.js';
export { GENERATION_EXAMPLES, REPLAY_EXAMPLES } from './requests/generation-examples.js';
export { ReplayBody } from './requests/replay-body.dto.js';
export { ReplayBodyPipe } from './requests/replay-body.pipe.js';
export { replayOf } from './requests/replay-request.js';
