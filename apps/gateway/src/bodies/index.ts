export { BodiesModule } from './bodies.module.js';
export { isCutOut } from './cut-out.js';
export { InlinePictures, type InlinePictureTexts, rawBodyOf } from './json-body.interceptor.js';
export { Numeric } from './numeric.js';
export { textsIn } from './texts-in.js';
