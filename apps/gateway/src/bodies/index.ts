export { isBlank } from './blank.js';
export { BodiesModule } from './bodies.module.js';
export {
  bodyDigestOf,
  filesOf,
  InlinePictures,
  inlinePicturesOf,
  type InlinePictureTexts,
  rawBodyOf,
} from './body-of-request.js';
export { type Characters, charactersIn } from './characters.js';
export { type BodyReading, readingOf, rememberReading } from './body-reading.js';
export { digestOf } from './digest.js';
export { isCutOut, refuseCutOuts } from './cut-out.js';
export { FileTooLarge } from './form/file-too-large.js';
export { TakesForm } from './form/form-body.interceptor.js';
export type { FormFile } from '../request-context/index.js';
export { MostValues } from './most-values.js';
export { refuseDeep } from './nesting.js';
export { Numeric, OneUnlessGiven } from './numeric.js';
export { isPictureAddress, PictureReader, type ReadingContext } from './picture-reader.js';
export { sentIn } from './sent-in.js';
export { Flag } from './flag.js';
export { refuseUnfit } from './unfit-fields.js';
export { type HarmlessFields, isHarmless, UnknownFields } from './unknown-fields.js';
